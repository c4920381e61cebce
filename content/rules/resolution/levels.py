"""Single-parent inheritance: the chain of levels, merged block by block and use by use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from content.rules.resolution.publications import Publications
from content.rules.resolution.speaking import Part
from content.values.blocks import (
    InheritedBlock,
    OwnBlock,
    QuestionList,
    StatementKind,
    StatementList,
    uses_in,
)
from content.values.ids import PREFIXES, ContentType
from content.values.problems import Cycle, Issue, Severity, TooLarge
from content.values.sources import Composed
from content.values.uses import Use

_LAST = "z"
MAX_INHERITANCE_DEPTH = 4
"""How many ancestors a composed entity may have."""


@dataclass
class MergedUse:
    """A use as all levels together have it. `origin` counts levels from the leaf, 0 first."""

    use_id: str
    target: str
    origin: int
    order_key: str
    hidden: bool


@dataclass
class MergedBlock:
    """A block as all levels together have it; `own` is the declaring level's."""

    own: OwnBlock
    origin: int
    order_key: str
    hidden: bool
    uses: dict[str, MergedUse] = field(default_factory=dict)

    def ordered_uses(self) -> Iterator[MergedUse]:
        """The uses in reading order; hidden ones are left out."""
        for use in sorted(self.uses.values(), key=lambda use: (use.order_key, use.use_id)):
            if not use.hidden:
                yield use


def levels(leaf: Part, chain: tuple[str, ...], publications: Publications) -> list[Part]:
    """The leaf and its ancestors, leaf first.

    Ends early at a parent that is not published. Raises Cycle, or TooLarge beyond
    MAX_INHERITANCE_DEPTH ancestors.
    """
    found = [leaf]
    while True:
        structure = found[-1].structure
        source = structure.source if structure else None
        parent = source.extends if isinstance(source, Composed) else None
        if parent is None:
            return found
        if any(part.entity_id == parent for part in found):
            raise Cycle(f"{leaf.entity_id} comes to extend itself through {parent}")
        if len(found) > MAX_INHERITANCE_DEPTH:
            raise TooLarge(f"more than {MAX_INHERITANCE_DEPTH} ancestors", "extends")
        part = Part(parent, chain, publications)
        if part.structure is None:
            return found
        found.append(part)


def missing_parent(parts: list[Part]) -> str | None:
    """The parent that ended the chain early because it is not published."""
    structure = parts[-1].structure
    source = structure.source if structure else None
    return source.extends if isinstance(source, Composed) else None


KindOf = Callable[[str], StatementKind | None]


def merged_blocks(parts: list[Part], issues: list[Issue], kind_of: KindOf) -> list[MergedBlock]:
    """All levels' blocks in reading order, hidden ones left out; the leaf wins.

    A change to something the ancestors do not have is reported as ORPHAN_DELTA and ignored.
    Items of a level's own never vanish: where the block they were added to is gone, they
    make a block of their own in its place; `kind_of` tells what kind of statement an id is.
    """
    merged: dict[str, MergedBlock] = {}
    for origin in reversed(range(len(parts))):
        structure = parts[origin].structure
        if structure is None or not isinstance(structure.source, Composed):
            continue
        for block in structure.source.blocks:
            if not isinstance(block, InheritedBlock):
                merged[block.block_id] = _own(block, origin)
            elif block.block_id in merged:
                _change(merged[block.block_id], block, origin, issues)
            else:
                issues.append(_orphan(f"blocks.{block.block_id}"))
                rescued = _rescue(block, kind_of)
                if rescued is not None:
                    merged[block.block_id] = _own(rescued, origin)
    ordered = sorted(merged.values(), key=lambda block: (block.order_key, block.own.block_id))
    return [block for block in ordered if not block.hidden]


def _rescue(delta: InheritedBlock, kind_of: KindOf) -> OwnBlock | None:
    own = tuple(use for use in delta.items if use.target is not None)
    if not own:
        return None
    place = {"block_id": delta.block_id, "order_key": delta.order_key or _LAST}
    if (own[0].target or "").startswith(PREFIXES[ContentType.INTERVIEW_QUESTION]):
        return QuestionList(type="QUESTION_LIST", items=own, **place)
    kind = kind_of(own[0].target or "")
    return StatementList(type="STATEMENT_LIST", kind=kind, items=own, **place) if kind else None


def _own(block: OwnBlock, origin: int) -> MergedBlock:
    merged = MergedBlock(block, origin, block.order_key, block.hidden)
    for use in uses_in(block):
        if use.target is not None:
            merged.uses[use.use_id] = _own_use(use, use.target, origin)
    return merged


def _own_use(use: Use, target: str, origin: int) -> MergedUse:
    return MergedUse(use.use_id, target, origin, use.order_key or "", use.hidden or False)


def _change(block: MergedBlock, delta: InheritedBlock, origin: int, issues: list[Issue]) -> None:
    if delta.hidden is not None:
        block.hidden = delta.hidden
    if delta.order_key is not None:
        block.order_key = delta.order_key
    for use in delta.items:
        inherited = block.uses.get(use.use_id)
        if use.target is not None:
            block.uses[use.use_id] = _own_use(use, use.target, origin)
        elif inherited is None:
            issues.append(_orphan(f"blocks.{delta.block_id}.items.{use.use_id}"))
        else:
            if use.hidden is not None:
                inherited.hidden = use.hidden
            if use.order_key is not None:
                inherited.order_key = use.order_key


def _orphan(path: str) -> Issue:
    return Issue(
        path=path,
        code="ORPHAN_DELTA",
        severity=Severity.WARNING,
        message="changes something that the page it extends no longer has; the change is ignored",
    )
