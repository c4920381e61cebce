"""Two editors' changes to one version, made one where they touch different paths."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from content.rules.diff import (
    ABSENT,
    LABELS,
    ORDER,
    Path,
    changes,
    has_new_base,
    lists_members,
    moved,
    opened,
    said,
)
from content.rules.tied import tied_paths


class Merged(NamedTuple):
    """The merged source.

    `merged_paths` are the other editor's changes that were taken along. `conflicts` are the
    smallest paths that hold what both changed; there, `value` keeps what is current.
    """

    value: dict[str, Any]
    merged_paths: tuple[str, ...]
    conflicts: tuple[str, ...]


def merge(base: dict[str, Any], current: dict[str, Any], yours: dict[str, Any]) -> Merged:
    """What is current with your changes to `base`; all three are dumped sources.

    The same change made by both is no conflict. Removing what the other changed is one, as
    are a new parent and any change to an inherited item, and a new kind and the list's items.
    `base` bookkeeping never is.
    """
    theirs, mine = list(changes(base, current)), set(changes(base, yours))
    tied = tied_paths(base, current, yours)
    merging = _Merging(kept={pair[1] for pair in tied})
    value = merging.merged("", (), False, base, current, yours)
    conflicts = merging.conflicts | {path for pair in tied for path in pair}
    taken = (
        path
        for path in theirs
        if path not in mine and not any(_is_within(path, conflict) for conflict in conflicts)
    )
    return Merged(value, _dotted(taken), _dotted(sorted(conflicts)))


def _dotted(paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(".".join(path) for path in paths)


def _is_within(path: Path, outer: Path) -> bool:
    return path[: len(outer)] == outer


class _Merging:
    """One merge under way; `kept` are paths where your change gives way to what is current."""

    def __init__(self, kept: set[Path]) -> None:
        self._kept = kept
        self._around = {path[:length] for path in kept for length in range(len(path))}
        self.conflicts: set[Path] = set()

    def merged(
        self, name: str, path: Path, is_member: bool, base: Any, current: Any, yours: Any
    ) -> Any:
        """The merged value of one path, ABSENT for none."""
        if path in self._kept or current == yours:
            return current
        if path not in self._around:
            if yours == base:
                return current
            if current == base:
                return yours
        inside = opened(name, is_member, (base, current, yours))
        if inside is None:
            return self._whole(path, base, current, yours)
        are_members = lists_members(name, is_member)
        before, theirs, mine = inside
        parts: dict[str, Any] = {}
        for step in dict.fromkeys([*theirs, *mine, *before]):
            child, label = (name, step) if are_members else (step, LABELS.get(step, step))
            sides = (each.get(step, ABSENT) for each in inside)
            part = self.merged(child, (*path, label), are_members, *sides)
            if part is not ABSENT:
                parts[step] = part
        if not parts and (yours if (current is ABSENT) == (base is ABSENT) else current) is ABSENT:
            return ABSENT
        if not are_members:
            return parts
        if name == "use":
            return next(iter(parts.values()), ABSENT)
        return [parts[step] for step in self._ordered(name, path, inside, parts)]

    def _whole(self, path: Path, base: Any, current: Any, yours: Any) -> Any:
        if said(current) == said(yours):
            return yours if has_new_base(base, yours) else current
        if said(yours) == said(base):
            return current
        if said(current) == said(base):
            return yours
        self.conflicts.add(path)
        return current

    def _ordered(
        self, name: str, path: Path, inside: tuple[dict[str, Any], ...], parts: dict[str, Any]
    ) -> list[str]:
        before, theirs, mine = (list(each) for each in inside)
        if name == "rubric":
            return sorted(parts)
        first, second = theirs, mine
        if moved(before, mine) and moved(theirs, mine):
            if not moved(before, theirs):
                first, second = mine, theirs
            elif name == "skills":
                self.conflicts.add((*path, ORDER))
        return _woven(first, second, parts)


def _woven(first: list[str], second: list[str], parts: dict[str, Any]) -> list[str]:
    """The steps of `first`, and those of `second` alone after what they stood behind there.

    Where both put something in one place, the smaller id comes first, whoever merges.
    """
    woven = [step for step in first if step in parts]
    known, others = set(woven), set(second)
    place = 0
    for step in second:
        if step not in parts:
            continue
        if step in known:
            place = woven.index(step) + 1
            continue
        while place < len(woven) and woven[place] not in others and woven[place] < step:
            place += 1
        woven.insert(place, step)
        place += 1
    return woven
