"""The scalars of the delivery API. Stored bodies hold them serialised; they pass as they are."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

Locale = NewType("Locale", str)
Timestamp = NewType("Timestamp", datetime)
Json = NewType("Json", object)


def _locale(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError('write a language tag such as "en" or "pt-BR"')
    return value


def _parsed_time(value: object) -> datetime:
    text = value if isinstance(value, str) else ""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or "T" not in text or at.tzinfo is None:
        raise ValueError('write a date and time with its zone, such as "2027-03-31T08:00:00Z"')
    return at.astimezone(UTC)


def as_stored(value: Any) -> Any:
    """The value itself: it is stored as it is answered."""
    return value


SCALARS: Mapping[object, ScalarDefinition] = {
    Locale: strawberry.scalar(
        name="Locale",
        description="A language tag (BCP 47) such as `en` or `pt-BR`, one of those configured.",
        specified_by_url="https://www.rfc-editor.org/info/bcp47",
        serialize=as_stored,
        parse_value=_locale,
    ),
    Timestamp: strawberry.scalar(
        name="DateTime",
        description="A moment in RFC 3339, such as `2027-03-31T08:00:00.000Z`; answers are in UTC.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        serialize=as_stored,
        parse_value=_parsed_time,
    ),
    Json: strawberry.scalar(
        name="JSON",
        description="Any JSON value.",
        serialize=as_stored,
        parse_value=as_stored,
    ),
}
