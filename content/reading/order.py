"""The orders a list can be read in; each is a declared index, read forwards or backwards."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from content.reading.cursors import Value


class Order(StrEnum):
    """How a list is ordered; ties are broken by entity id."""

    PUBLISHED_AT_DESC = "PUBLISHED_AT_DESC"
    PUBLISHED_AT_ASC = "PUBLISHED_AT_ASC"
    UPDATED_AT_DESC = "UPDATED_AT_DESC"
    TITLE_ASC = "TITLE_ASC"
    KEY_ASC = "KEY_ASC"
    RELEVANCE = "RELEVANCE"
    """Best first; only for a search."""


class SortKey(NamedTuple):
    """The path a list is sorted by, and its direction: 1 ascending, -1 descending."""

    path: str
    direction: int


SORT_KEYS = {
    Order.PUBLISHED_AT_DESC: SortKey("published_at", -1),
    Order.PUBLISHED_AT_ASC: SortKey("published_at", 1),
    Order.UPDATED_AT_DESC: SortKey("updated_at", -1),
    Order.TITLE_ASC: SortKey("sort.title", 1),
    Order.KEY_ASC: SortKey("key", 1),
    Order.RELEVANCE: SortKey("score", -1),
}


def value_in(document: dict[str, Any], path: str) -> Value:
    """The order value of a document as a cursor holds it: times in milliseconds."""
    value: Any = document
    for name in path.split("."):
        value = value[name]
    if isinstance(value, datetime):
        return round(value.timestamp() * 1_000)
    return value  # type: ignore[no-any-return]  # the sort keys hold text, times and scores


def stored_value(path: str, value: Value) -> Any:
    """A cursor's order value as documents hold it."""
    if path.endswith("_at"):
        return datetime.fromtimestamp(float(value) / 1_000, UTC)
    return value
