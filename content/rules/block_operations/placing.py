"""Where an item goes: an order key between its neighbours."""

from collections.abc import Callable, Mapping

from content.rules import order_keys
from content.rules.block_operations.refusal import Refusal
from content.values.operations import Position

Rekey = Callable[[str, str], None]
"""Gives a sibling another order key."""


def order_key_at(position: Position, siblings: Mapping[str, str], rekey: Rekey) -> str:
    """A key for that position among siblings, given as order keys by id.

    Siblings that share a key leave no room between them; the second is then moved on a little,
    by `rekey`. Raises Refusal when the position names none of the siblings.
    """
    ordered = sorted(siblings, key=lambda each: (siblings[each], each))
    anchor = position.after or position.before
    if anchor is None:
        index = len(ordered)
    elif anchor in siblings:
        index = ordered.index(anchor) + (position.after is not None)
    else:
        raise Refusal("UNKNOWN_ITEM", f"there is no {anchor} beside which it could stand")
    return _between(index, ordered, dict(siblings), rekey)


def _between(index: int, ordered: list[str], keys: dict[str, str], rekey: Rekey) -> str:
    before = keys[ordered[index - 1]] if index else ""
    after = keys[ordered[index]] if index < len(ordered) else ""
    if after and before >= after:
        second = ordered[index]
        after = keys[second] = _between(index + 1, ordered, {**keys, second: before}, rekey)
        rekey(second, after)
    try:
        return order_keys.between(before, after)
    except ValueError as error:
        raise Refusal("NO_ROOM", f"there is no room left at that place: {error}") from error
