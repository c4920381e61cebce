"""The scalars of the editorial API: delivery's, with moments written here and not stored so."""

from collections.abc import Mapping
from datetime import UTC, datetime

import strawberry
from strawberry.types.scalar import ScalarDefinition

from schema.delivery.scalars import SCALARS as DELIVERED
from schema.delivery.scalars import Json, Locale, Timestamp


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


SCALARS: Mapping[object, ScalarDefinition] = {
    **DELIVERED,
    Timestamp: strawberry.scalar(
        name="DateTime",
        description="A moment in RFC 3339, such as `2027-03-31T08:00:00.000Z`; answers are in UTC.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        serialize=_written,
        parse_value=DELIVERED[Timestamp].parse_value,
    ),
}

__all__ = ["SCALARS", "Json", "Locale", "Timestamp"]
