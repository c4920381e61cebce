"""Sources as a save would store them."""

from typing import Any

from content.rules.bases import with_bases
from content.rules.local_texts import texts
from content.rules.resolution import Snapshot
from content.values.sources import Source, dump_source
from content.values.text import Base
from tests.content.rules_editing.examples import (
    CONFIG,
    PAGE,
)


def based(
    source: Source, published: Snapshot | None = None, previous: Source | None = None
) -> dict[str, Base | None]:
    """The base of each text and override, by path."""
    found = with_bases(PAGE, source, previous, published or {}, CONFIG)
    assert strip(found) == strip(source)
    return {text.path: text.base for text in texts(found)}


def saved(source: Source, published: Snapshot, previous: Source | None = None) -> Any:
    """The source as a save would store it."""
    return with_bases(PAGE, source, previous, published, CONFIG)


def strip(data: Any) -> Any:
    """Content without bookkeeping."""
    if isinstance(data, dict):
        return {name: strip(value) for name, value in data.items() if name != "base"}
    if isinstance(data, list | tuple):
        return [strip(value) for value in data]
    return strip(dump_source(data)) if hasattr(data, "model_dump") else data
