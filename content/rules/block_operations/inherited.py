"""What a composed entity inherits, as far as its operations must know: ids, kinds and places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from content.values.blocks import InheritedBlock, uses_in
from content.values.sources import Composed


@dataclass
class InheritedUse:
    """A use as the ancestors together have it."""

    order_key: str
    hidden: bool


@dataclass
class InheritedPlace:
    """A block as the ancestors together have it; `type` is the block's own."""

    type: str
    order_key: str
    hidden: bool
    uses: dict[str, InheritedUse] = field(default_factory=dict)


def inherited_blocks(ancestors: Sequence[Composed]) -> Mapping[str, InheritedPlace]:
    """The blocks that the ancestors, from the parent to the root, hand down, by id."""
    places: dict[str, InheritedPlace] = {}
    for ancestor in reversed(ancestors):
        for block in ancestor.blocks:
            if isinstance(block, InheritedBlock):
                if block.block_id in places:
                    _change(places[block.block_id], block)
                continue
            place = InheritedPlace(block.type, block.order_key, block.hidden)
            for use in uses_in(block):
                place.uses[use.use_id] = InheritedUse(use.order_key or "", bool(use.hidden))
            places[block.block_id] = place
    return places


def _change(place: InheritedPlace, delta: InheritedBlock) -> None:
    place.order_key = delta.order_key or place.order_key
    place.hidden = place.hidden if delta.hidden is None else delta.hidden
    for use in delta.items:
        known = place.uses.get(use.use_id)
        if use.target is not None:
            place.uses[use.use_id] = InheritedUse(use.order_key or "", bool(use.hidden))
        elif known is not None:
            known.order_key = use.order_key or known.order_key
            known.hidden = known.hidden if use.hidden is None else use.hidden
