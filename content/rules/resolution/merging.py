"""The blocks and uses of all levels as one: a map by id, merged from root to leaf."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from content.rules.resolution.rescuing import KindOf, rescued
from content.rules.resolution.speaking import Part
from content.values.blocks import InheritedBlock, OwnBlock, uses_in
from content.values.sources import Composed
from content.values.uses import Use

Report = Callable[[str, str, str], None]
"""Takes an issue's path, code and message."""


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

    @property
    def block_id(self) -> str:
        """The id of the block."""
        return self.own.block_id

    def ordered_uses(self) -> Iterator[MergedUse]:
        """The uses in reading order; hidden ones are left out."""
        for use in sorted(self.uses.values(), key=lambda use: (use.order_key, use.use_id)):
            if not use.hidden:
                yield use


def merged_blocks(parts: list[Part], report: Report, kind_of: KindOf) -> list[MergedBlock]:
    """All levels' blocks in reading order, hidden ones among them; the leaf wins.

    A change to something the ancestors do not have is reported as ORPHAN_DELTA and ignored.
    Items of a level's own never vanish: where the block they were added to is gone, they make
    a block of their own in its place. An own item with the id of an inherited one stands in
    its place, which is reported as SHADOWED_ITEM.
    """
    merged: dict[str, MergedBlock] = {}
    for origin in reversed(range(len(parts))):
        structure = parts[origin].structure
        if structure is None or not isinstance(structure.source, Composed):
            continue
        for block in structure.source.blocks:
            path = f"blocks.{block.block_id}"
            if not isinstance(block, InheritedBlock):
                if block.block_id in merged:
                    report(path, "SHADOWED_ITEM", _SHADOWED)
                merged[block.block_id] = _own(block, origin)
            elif block.block_id in merged:
                _change(merged[block.block_id], block, origin, report)
            else:
                _orphaned(merged, block, origin, report, kind_of)
    return sorted(merged.values(), key=lambda block: (block.order_key, block.block_id))


_SHADOWED = "has the id of an inherited item, which is left out: give one of them another id"
_ORPHANED = "changes something that is not inherited any more; the change is ignored"


def _own(block: OwnBlock, origin: int) -> MergedBlock:
    merged = MergedBlock(block, origin, block.order_key, block.hidden)
    for use in uses_in(block):
        if use.target is not None:
            merged.uses[use.use_id] = _own_use(use, use.target, origin)
    return merged


def _own_use(use: Use, target: str, origin: int) -> MergedUse:
    return MergedUse(use.use_id, target, origin, use.order_key or "", use.hidden or False)


def _change(block: MergedBlock, delta: InheritedBlock, origin: int, report: Report) -> None:
    if delta.hidden is not None:
        block.hidden = delta.hidden
    if delta.order_key is not None:
        block.order_key = delta.order_key
    for use in delta.items:
        inherited = block.uses.get(use.use_id)
        path = f"blocks.{delta.block_id}.items.{use.use_id}"
        if use.target is not None:
            if inherited is not None:
                report(path, "SHADOWED_ITEM", _SHADOWED)
            block.uses[use.use_id] = _own_use(use, use.target, origin)
        elif inherited is None:
            report(path, "ORPHAN_DELTA", _ORPHANED)
        else:
            if use.hidden is not None:
                inherited.hidden = use.hidden
            if use.order_key is not None:
                inherited.order_key = use.order_key


def _orphaned(
    merged: dict[str, MergedBlock],
    delta: InheritedBlock,
    origin: int,
    report: Report,
    kind_of: KindOf,
) -> None:
    path = f"blocks.{delta.block_id}"
    report(path, "ORPHAN_DELTA", _ORPHANED)
    for use in delta.items:
        if use.target is None:
            report(f"{path}.items.{use.use_id}", "ORPHAN_DELTA", _ORPHANED)
    block = rescued(delta, kind_of)
    if block is not None:
        merged[delta.block_id] = _own(block, origin)
