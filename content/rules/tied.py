"""Changes at different paths that cannot both be made."""

from collections.abc import Iterator
from typing import Any

from content.rules.diff import Path, changes, said

Pair = tuple[Path, Path]


def tied_paths(base: dict[str, Any], current: dict[str, Any], yours: dict[str, Any]) -> list[Pair]:
    """Pairs of a path changed in `current` and one changed in `yours`, each by one side alone.

    A new parent and any change to an inherited item; a new kind and the list's items, or a
    statement's importance; one use moved into two blocks.
    """
    inherited = {
        block.get("block_id")
        for source in (base, current, yours)
        for block in source.get("blocks", ())
        if block.get("type") == "INHERITED"
    }
    before = said(base)
    theirs, mine = set(changes(before, said(current))), set(changes(before, said(yours)))
    ours, alone = sorted(mine - theirs), sorted(theirs - mine)
    return [
        *((governor, path) for governor, path in _governed(alone, ours, inherited)),
        *((path, governor) for governor, path in _governed(ours, alone, inherited)),
        *_placed_twice(alone, ours),
    ]


def _governed(governors: list[Path], paths: list[Path], inherited: set[Any]) -> Iterator[Pair]:
    for governor in governors:
        match governor:
            case ("extends",):
                found = [path for path in paths if path[0] == "blocks" and _is_of(path, inherited)]
            case ("kind",):
                found = [path for path in paths if path == ("importance",)]
            case ("blocks", block_id, "kind"):
                found = [path for path in paths if path[:3] == ("blocks", block_id, "items")]
            case _:
                found = []
        yield from ((governor, path) for path in found)


def _is_of(path: Path, block_ids: set[Any]) -> bool:
    """Whether a path under `blocks` changes one of them, or the list as a whole."""
    return len(path) == 1 or path[1] in block_ids


def _placed_twice(alone: list[Path], ours: list[Path]) -> Iterator[Pair]:
    placed = {path[3]: path for path in alone if _is_use(path)}
    for path in ours:
        if _is_use(path) and path[3] in placed:
            yield placed[path[3]], path


def _is_use(path: Path) -> bool:
    return len(path) == 4 and path[0] == "blocks" and path[2] == "items"
