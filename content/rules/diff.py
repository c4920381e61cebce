"""What changed between two dumped sources, as dotted paths: items by their ids.

Lists whose members have an id are compared by it; every other list is one value. Order is in
order keys, so that a move changes one path. What names an item (a block's type, a use's
target) is not changed but replaced: the path is the item's own.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

Path = tuple[str, ...]


class _Absent:
    """Stands for a value that is not there."""


ABSENT: Final = _Absent()

LABELS = {"use": "items", "picks": "items"}
"""Fields that paths call by another name: whatever holds uses reads `items`."""

_ATOMIC = frozenset({"levels"})
_BY_ID = {
    "blocks": ("block_id",),
    "items": ("use_id",),
    "picks": ("use_id",),
    "use": ("use_id",),
    "pairs": ("pair_id",),
    "overrides": ("field", "locale"),
    "variables": ("name",),
    "skills": ("skill",),
    "rubric": ("score",),
}
_IDENTITY = {"blocks": "type", "items": "target", "picks": "target", "use": "target"}
_ORDERED = frozenset({"skills"})
ORDER = "order"
"""Ends the path of a list whose order means something and was changed."""


def changed_paths(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """The paths that differ, in reading order.

    A `base` that changed while its value did not is told as `<path>.base`.
    """
    return [".".join(path) for path in changes(old, new)]


def changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Path]:
    """The paths that differ, each a tuple of steps."""
    return _changes("", (), False, old, new)


def _changes(name: str, path: Path, is_member: bool, old: Any, new: Any) -> Iterator[Path]:
    if old == new:
        return
    inside = opened(name, is_member, (old, new))
    if inside is None:
        if said(old) != said(new):
            yield path
        elif has_new_base(old, new):
            yield (*path, "base")
        return
    are_members = lists_members(name, is_member)
    before, after = inside
    if not is_member and name in _ORDERED and moved(list(before), list(after)):
        yield (*path, ORDER)
    for step in dict.fromkeys([*before, *after]):
        child, label = (name, step) if are_members else (step, LABELS.get(step, step))
        sides = before.get(step, ABSENT), after.get(step, ABSENT)
        yield from _changes(child, (*path, label), are_members, *sides)


def lists_members(name: str, is_member: bool) -> bool:
    """Whether what lies inside a field of that name are members with ids."""
    return not is_member and name in _BY_ID


def opened(name: str, is_member: bool, values: Sequence[Any]) -> tuple[dict[str, Any], ...] | None:
    """The parts of each value by their step; None when the values are compared as a whole.

    A field that is absent has no parts. A member that is absent somewhere is a whole.
    """
    present = [value for value in values if value is not ABSENT]
    if is_member:
        if len(present) < len(values) or any(map(is_entry, present)):
            return None
        identities = [value.get(_IDENTITY.get(name, "")) for value in present]
        same = all(identity == identities[0] for identity in identities)
        return tuple(present) if same else None
    if name in _BY_ID:
        indexed = [_by_id(name, value) for value in values]
        known = [each for each in indexed if each is not None]
        if len(known) < len(indexed) or (name == "use" and len({*map(tuple, known)}) > 1):
            return None
        return tuple(known)
    if name in _ATOMIC or not all(isinstance(value, dict) for value in present):
        return None
    if any(map(is_entry, present)):
        return None
    return tuple({} if value is ABSENT else value for value in values)


def _by_id(name: str, value: Any) -> dict[str, Any] | None:
    """The members of a list by id, in its order; None if some have none or share one."""
    if value is ABSENT:
        return {}
    members = [value] if name == "use" else value
    found: dict[str, Any] = {}
    for member in members:
        if not isinstance(member, dict):
            return None
        names = [str(member[part]) for part in _BY_ID[name] if part in member]
        found[".".join(names)] = member
    return found if len(found) == len(members) and "" not in found else None


def is_entry(value: Any) -> bool:
    """Whether it is one localised text or one override: a value with its base."""
    return isinstance(value, dict) and ("value" in value or "inherit" in value)


def said(value: Any) -> Any:
    """The value without any `base`."""
    if isinstance(value, dict):
        return {name: said(inner) for name, inner in value.items() if name != "base"}
    return [said(inner) for inner in value] if isinstance(value, list) else value


def has_new_base(old: Any, new: Any) -> bool:
    """Whether an entry names another base than before; one that names none says nothing."""
    if not is_entry(new) or "base" not in new:
        return False
    return not isinstance(old, dict) or old.get("base") != new["base"]


def moved(before: list[str], after: list[str]) -> bool:
    """Whether what both have stands in another order."""
    both = set(before) & set(after)
    return [step for step in before if step in both] != [step for step in after if step in both]
