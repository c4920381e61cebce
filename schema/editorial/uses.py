"""A use of a part in a list, and what it tells differently there."""

from collections.abc import Iterable

import strawberry

from content.values import entity as values
from content.values import uses
from schema.editorial import interviewers
from schema.editorial.context import Info
from schema.editorial.entity import Entity
from schema.editorial.localized import Base
from schema.editorial.paths import sdl_path
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Locale

Told = strawberry.Parent[uses.Override]
Used = strawberry.Parent[uses.Use]


def _field(told: Told) -> str:
    return sdl_path(told.field)


def _text(told: Told) -> str | None:
    return told.value if isinstance(told.value, str) else None


def _number(told: Told) -> int | None:
    return told.value if isinstance(told.value, int) else None


@strawberry.type(description="One field told differently in one place.")
class Override:
    field: str = resolved_by(_field, "The field of the part, such as `sampleAnswer`.")
    locale: Locale | None = strawberry.field(
        description="The locale it holds in; null for fields that have none."
    )
    text: str | None = resolved_by(_text, "What it says, for texts and named values.")
    number: int | None = resolved_by(_number, "What it says, for numbers.")
    inherit: bool = strawberry.field(
        description="Whether it says nothing in this locale, and leaves the word to the part."
    )
    base: Base | None = strawberry.field(
        description="The published value it was written against; null if none was published."
    )


def _target_id(use: Used) -> str | None:
    return use.target


async def _target(use: Used, info: Info) -> values.Entity | None:
    return await info.context.entity(use.target)


async def _overrides(use: Used, info: Info) -> Iterable[uses.Override]:
    return await interviewers.shown(info.context, use)


@strawberry.type(description="A part used in a list; without a target, a change to an inherited.")
class Use:
    use_id: strawberry.ID = strawberry.field(description="Its id, unique in its entity.")
    target_id: strawberry.ID | None = resolved_by(
        _target_id, "The part's id; null if this changes an inherited use."
    )
    target: Entity | None = resolved_by(
        _target, "The part as it is in draft; null also if it is not for the caller to see."
    )
    hidden: bool | None = strawberry.field(
        description="Whether readers do without it; null leaves that to what is inherited."
    )
    order_key: str | None = strawberry.field(
        description="Its place among its siblings; null leaves that to what is inherited."
    )
    overrides: list[Override] = resolved_by(
        _overrides,
        "What it tells differently here; without sample answers that are not for the caller.",
    )
