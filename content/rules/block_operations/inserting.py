"""Inserting: a block, a use in a block, a pair in an FAQ."""

from content.rules.block_operations.draft import LISTS, Draft, Found
from content.rules.block_operations.placing import order_key_at
from content.rules.block_operations.refusal import Refusal
from content.values.blocks import Faq, uses_in
from content.values.operations import InsertBlock, InsertPair, InsertUse, ItemKind, Position


def insert_block(draft: Draft, operation: InsertBlock) -> None:
    """A block of this level's own, with the uses and pairs it brings."""
    block = operation.block
    draft.refuse_taken(block.block_id, ItemKind.BLOCK)
    for use in uses_in(block):
        draft.refuse_taken(use.use_id, ItemKind.USE)
    for pair in block.pairs if isinstance(block, Faq) else ():
        draft.refuse_taken(pair.pair_id, ItemKind.PAIR)
    key = block_key_at(draft, operation.position)
    draft.put(block.model_copy(update={"order_key": key}))


def insert_use(draft: Draft, operation: InsertUse) -> None:
    """A use of a part, in a list of this level's own or an inherited one."""
    block = draft.find(operation.block_id, ItemKind.BLOCK)
    own = draft.own(block.block_id)
    block_type = own.type if own else draft.inherited[block.block_id].type
    if block_type not in LISTS:
        told = f"the block {block.block_id} is a {block_type} and lists no parts"
        raise Refusal("WRONG_PLACE", told)
    if operation.use.target is None:
        raise Refusal("NO_TARGET", "a use that is inserted names the part it uses")
    draft.refuse_taken(operation.use.use_id, ItemKind.USE)
    key = use_key_at(draft, block.block_id, operation.position)
    use = operation.use.model_copy(update={"order_key": key})
    draft.put_uses(block.block_id, [*draft.uses(block.block_id), use])


def insert_pair(draft: Draft, operation: InsertPair) -> None:
    """A question and its answer, in an FAQ block of this level's own."""
    draft.refuse_taken(operation.pair.pair_id, ItemKind.PAIR)
    key = pair_key_at(draft, operation.block_id, operation.position)
    pair = operation.pair.model_copy(update={"order_key": key})
    draft.put_pairs(operation.block_id, [*draft.pairs(operation.block_id), pair])


def block_key_at(draft: Draft, position: Position, *, without: str | None = None) -> str:
    """An order key among all blocks but one."""

    def rekey(block_id: str, key: str) -> None:
        block = draft.own(block_id) or draft.delta(block_id)
        draft.put(block.model_copy(update={"order_key": key}))

    keys = draft.block_keys()
    keys.pop(without or "", None)
    return order_key_at(position, keys, rekey)


def use_key_at(
    draft: Draft, block_id: str, position: Position, *, without: str | None = None
) -> str:
    """An order key among all uses of a block but one."""

    def rekey(use_id: str, key: str) -> None:
        found = Found(ItemKind.USE, use_id, block_id, True)
        draft.put_use(found, draft.use(found).model_copy(update={"order_key": key}))

    keys = draft.use_keys(block_id)
    keys.pop(without or "", None)
    return order_key_at(position, keys, rekey)


def pair_key_at(
    draft: Draft, block_id: str, position: Position, *, without: str | None = None
) -> str:
    """An order key among all pairs of an FAQ but one."""

    def rekey(pair_id: str, key: str) -> None:
        moved = [
            pair.model_copy(update={"order_key": key}) if pair.pair_id == pair_id else pair
            for pair in draft.pairs(block_id)
        ]
        draft.put_pairs(block_id, moved)

    keys = {pair.pair_id: pair.order_key for pair in draft.pairs(block_id)}
    keys.pop(without or "", None)
    return order_key_at(position, keys, rekey)
