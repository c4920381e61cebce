"""Hashes of content: the same content gives the same hash, whatever its bookkeeping."""

import hashlib
from collections.abc import Iterable
from typing import Any

import orjson

from content.values.sources import Source, dump_source


def digest(data: Any) -> str:
    """SHA-256 of the canonical JSON form, hex."""
    return hashlib.sha256(orjson.dumps(data, option=orjson.OPT_SORT_KEYS)).hexdigest()


def short_digest(data: Any) -> str:
    """The first 16 hex digits of `digest`: what `base` remembers of a value."""
    return digest(data)[:16]


def is_localized(data: dict[str, Any]) -> bool:
    """Whether a dumped mapping holds one value a locale."""
    first = next(iter(data.values()), None)
    if not isinstance(first, dict) or "value" not in first:
        return False
    return all(
        isinstance(entry, dict) and "value" in entry and entry.keys() <= {"value", "base"}
        for entry in data.values()
    )


def _for_locale(data: Any, locale: str) -> Any:
    """The data as that locale has it; names without a value there are left out.

    So a first value in another locale changes nothing here.
    """
    if isinstance(data, list):
        return [
            _for_locale(item, locale) if isinstance(item, dict | list) else item
            for item in data
            if not _is_of_another(item, locale)
        ]
    if not isinstance(data, dict):
        return data
    if is_localized(data):
        return data[locale]["value"] if locale in data else None
    found: dict[str, Any] = {}
    for name, value in data.items():
        if not isinstance(value, dict | list):
            if value is not None and name != "base":
                found[name] = value
        elif name != "base":
            said = _for_locale(value, locale)
            if said or not (said is None or isinstance(said, dict | list)):
                found[name] = said
    return found


def _is_of_another(item: Any, locale: str) -> bool:
    """Whether the item is an override told in another locale."""
    is_override = isinstance(item, dict) and "field" in item and {"value", "inherit"} & item.keys()
    return bool(is_override) and item.get("locale") not in (None, locale)


def locale_hash(source: Source, locale: str) -> str:
    """The hash of what a locale would publish: shared fields, structure, its own values."""
    return digest(_for_locale(dump_source(source), locale))


def locale_hashes(source: Source, locales: Iterable[str]) -> dict[str, str]:
    """`locale_hash` for each of the locales."""
    return hashes_of(dump_source(source), locales)


def hashes_of(dumped: dict[str, Any], locales: Iterable[str]) -> dict[str, str]:
    """`locale_hash` for each of the locales, of a source that is dumped already."""
    return {locale: digest(_for_locale(dumped, locale)) for locale in locales}


def source_hash(source: Source) -> str:
    """The hash of a whole source, bookkeeping included."""
    return digest(dump_source(source))
