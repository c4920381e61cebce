"""What somebody who writes some languages only may change: the texts of those, nothing else."""

from collections.abc import Collection
from typing import Any

from content.rules.diff import changed_paths, is_entry


def paths_outside(
    old: dict[str, Any], new: dict[str, Any], locales: Collection[str]
) -> tuple[str, ...]:
    """The changed paths of two dumped sources that are no texts of those locales, in order.

    A localised text and an override of one of the locales are inside, also where they are all
    that a change to an inherited item says. Shared fields, structure, order and other locales
    are outside.
    """
    if old == new:
        return ()
    return tuple(changed_paths(_without(old, locales), _without(new, locales)))


def _without(value: Any, locales: Collection[str]) -> Any:
    """The value as if nothing had been written in those locales."""
    if isinstance(value, list):
        kept = [_without(each, locales) for each in value if not _is_override_in(each, locales)]
        return [each for each in kept if not _is_silent(each)]
    if not isinstance(value, dict):
        return value
    if value and all(map(is_entry, value.values())):
        return {locale: entry for locale, entry in value.items() if locale not in locales}
    found = {name: _without(each, locales) for name, each in value.items()}
    return {name: each for name, each in found.items() if each not in ({}, [])}


def _is_override_in(value: Any, locales: Collection[str]) -> bool:
    is_override = isinstance(value, dict) and "field" in value and is_entry(value)
    return bool(is_override) and value.get("locale") in locales


def _is_silent(value: Any) -> bool:
    """Whether it is a change to an inherited use or block that changes nothing."""
    if not isinstance(value, dict):
        return False
    return value.keys() == {"use_id"} or (
        value.get("type") == "INHERITED" and value.keys() == {"type", "block_id"}
    )
