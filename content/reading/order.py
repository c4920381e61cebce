"""Order values, as cursors hold them and as documents do."""

from datetime import UTC, datetime
from typing import Any

from content.reading.cursors import Value


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
