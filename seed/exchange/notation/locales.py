"""A source without its texts in locales that an installation does not have."""

from collections.abc import Collection
from typing import Any

from content.rules.hashing import is_localized
from content.values.ids import ContentType
from content.values.sources import Source, dump_source, parse_source


def only(content_type: ContentType, source: Source, locales: Collection[str]) -> Source:
    """The source with texts and overrides in those locales alone."""
    data = dump_source(source)
    kept = _only(data, locales)
    return source if kept == data else parse_source(content_type, kept)


def _only(data: Any, locales: Collection[str]) -> Any:
    if isinstance(data, list):
        return [_only(each, locales) for each in data if not _is_foreign(each, locales)]
    if not isinstance(data, dict):
        return data
    if is_localized(data):
        return {locale: entry for locale, entry in data.items() if locale in locales}
    return {name: _only(value, locales) for name, value in data.items()}


def _is_foreign(item: Any, locales: Collection[str]) -> bool:
    """Whether it is an override in another locale."""
    return (
        isinstance(item, dict)
        and "field" in item
        and item.get("locale", None)
        not in {
            None,
            *locales,
        }
    )
