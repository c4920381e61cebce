"""Localised texts: one value a locale, each knowing what it was written against."""

import strawberry

from schema.editorial.scalars import Locale


@strawberry.type(
    description="The published value that a translation or an override was written against."
)
class Base:
    entity: strawberry.ID | None = strawberry.field(
        description="The entity it is a value of; null if it is the same entity's."
    )
    revision: int | None = strawberry.field(description="The revision that was published then.")
    locale: Locale | None = strawberry.field(description="The locale it was read in.")
    hash: str = strawberry.field(description="A hash of the value.")


@strawberry.type(description="A text in one locale.")
class LocalText:
    locale: Locale = strawberry.field(description="The locale.")
    value: str = strawberry.field(description="The text: a line, or Markdown where texts are long.")
    base: Base | None = strawberry.field(description="What it was translated from.")


@strawberry.type(description="A list of lines in one locale.")
class LocalLines:
    locale: Locale = strawberry.field(description="The locale.")
    value: list[str] = strawberry.field(description="The lines.")
    base: Base | None = strawberry.field(description="What they were translated from.")
