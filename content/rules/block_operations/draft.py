"""A list of blocks while operations change it: looked up by id, inherited items included."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.rules.block_operations.inherited import InheritedPlace, inherited_blocks
from content.rules.block_operations.refusal import Refusal
from content.values.blocks import (
    Block,
    Faq,
    FaqPair,
    InheritedBlock,
    JobDescriptionUse,
    OwnBlock,
    QuestionList,
    RelatedRoles,
    SnippetUse,
    StatementList,
    uses_in,
)
from content.values.operations import ItemKind
from content.values.sources import Composed
from content.values.uses import Use

LISTS = ("STATEMENT_LIST", "QUESTION_LIST", "RELATED_ROLES")
"""The types of block that hold any number of uses."""


@dataclass(frozen=True)
class Found:
    """An item: what it is, the block it is or is in, and whether that level declared it."""

    kind: ItemKind
    item_id: str
    block_id: str
    is_own: bool


class Draft:
    """The blocks of one level under change."""

    def __init__(self, blocks: Sequence[Block], ancestors: Sequence[Composed]) -> None:
        self.blocks: dict[str, Block] = {block.block_id: block for block in blocks}
        own = {each.block_id for each in blocks if not isinstance(each, InheritedBlock)}
        handed_down = inherited_blocks(ancestors)
        self.inherited: Mapping[str, InheritedPlace] = {
            block_id: place for block_id, place in handed_down.items() if block_id not in own
        }

    def find(self, item_id: str, kind: ItemKind | None) -> Found:
        """The one item of that id and kind; raises Refusal for none, or for several."""
        found = [each for each in self._all(item_id) if kind is None or each.kind is kind]
        if not found:
            raise Refusal("UNKNOWN_ITEM", f"there is no {item_id} here")
        if len(found) > 1:
            names = " and ".join(sorted({each.kind.value.lower() for each in found}))
            raise Refusal("AMBIGUOUS_ID", f"{item_id} is the id of a {names}: say which is meant")
        return found[0]

    def refuse_taken(self, item_id: str, kind: ItemKind) -> None:
        """Raises Refusal if there is such an item already."""
        if any(each.kind is kind for each in self._all(item_id)):
            raise Refusal("DUPLICATE_ID", f"there is a {kind.value.lower()} {item_id} already")

    def _all(self, item_id: str) -> list[Found]:
        found = []
        own = self.own(item_id)
        if own is not None or item_id in self.inherited:
            found.append(Found(ItemKind.BLOCK, item_id, item_id, own is not None))
        for block_id, block in self.blocks.items():
            for use in uses_in(block):
                if use.use_id == item_id and use.target is not None:
                    found.append(Found(ItemKind.USE, item_id, block_id, True))
            pairs = block.pairs if isinstance(block, Faq) else ()
            if any(pair.pair_id == item_id for pair in pairs):
                found.append(Found(ItemKind.PAIR, item_id, block_id, True))
        is_own_use = any(each.kind is ItemKind.USE for each in found)
        for block_id, place in self.inherited.items():
            if item_id in place.uses and not is_own_use:
                found.append(Found(ItemKind.USE, item_id, block_id, False))
        return found

    def own(self, block_id: str) -> OwnBlock | None:
        """The block this level declares, if it does."""
        block = self.blocks.get(block_id)
        return None if block is None or isinstance(block, InheritedBlock) else block

    def delta(self, block_id: str) -> InheritedBlock:
        """This level's change to an inherited block; an empty one when there is none yet."""
        block = self.blocks.get(block_id)
        if isinstance(block, InheritedBlock):
            return block
        return InheritedBlock(type="INHERITED", block_id=block_id)

    def put(self, block: Block) -> None:
        """Stores a block; a change that changes nothing any more goes."""
        if isinstance(block, InheritedBlock) and block == InheritedBlock(
            type="INHERITED", block_id=block.block_id
        ):
            self.blocks.pop(block.block_id, None)
        else:
            self.blocks[block.block_id] = block

    def uses(self, block_id: str) -> tuple[Use, ...]:
        """The uses this level says something of, in a block."""
        block = self.blocks.get(block_id)
        return uses_in(block) if block is not None else ()

    def put_uses(self, block_id: str, uses: Sequence[Use]) -> None:
        """Stores what this level says of the uses in a block; one that says nothing is dropped."""
        said = tuple(use for use in uses if use != Use(use_id=use.use_id))
        block = self.own(block_id) or self.delta(block_id)
        match block:
            case InheritedBlock() | StatementList() | QuestionList():
                self.put(block.model_copy(update={"items": said}))
            case RelatedRoles():
                self.put(block.model_copy(update={"picks": said}))
            case JobDescriptionUse() | SnippetUse() if len(said) == 1:
                self.put(block.model_copy(update={"use": said[0]}))
            case _:
                raise Refusal("WRONG_PLACE", f"the block {block_id} cannot hold that")

    def use(self, found: Found) -> Use:
        """What this level says of a use; nothing yet, for an inherited one it left alone."""
        said = {use.use_id: use for use in self.uses(found.block_id)}
        return said.get(found.item_id) or Use(use_id=found.item_id)

    def put_use(self, found: Found, use: Use) -> None:
        """Stores what this level says of a use, in its place."""
        uses = list(self.uses(found.block_id))
        places = [index for index, each in enumerate(uses) if each.use_id == use.use_id]
        if places:
            uses[places[0]] = use
        else:
            uses.append(use)
        self.put_uses(found.block_id, uses)

    def pairs(self, block_id: str) -> tuple[FaqPair, ...]:
        """The pairs of an own Faq block; raises Refusal for any other block."""
        return self._faq(block_id).pairs

    def put_pairs(self, block_id: str, pairs: Sequence[FaqPair]) -> None:
        """Stores the pairs of an own Faq block."""
        self.put(self._faq(block_id).model_copy(update={"pairs": tuple(pairs)}))

    def _faq(self, block_id: str) -> Faq:
        block = self.own(block_id)
        if not isinstance(block, Faq):
            raise Refusal("WRONG_PLACE", f"{block_id} is no FAQ block of this level")
        return block

    def block_keys(self) -> dict[str, str]:
        """The order keys of all blocks, own and inherited, by id."""
        keys = {
            block_id: self.delta(block_id).order_key or place.order_key
            for block_id, place in self.inherited.items()
        }
        own = (each for each in self.blocks.values() if not isinstance(each, InheritedBlock))
        return {**keys, **{each.block_id: each.order_key for each in own}}

    def use_keys(self, block_id: str) -> dict[str, str]:
        """The order keys of all uses of a block, own and inherited, by id."""
        place = self.inherited.get(block_id)
        keys = {use_id: use.order_key for use_id, use in place.uses.items()} if place else {}
        said = {use.use_id: use.order_key for use in self.uses(block_id) if use.order_key}
        return {**keys, **said}
