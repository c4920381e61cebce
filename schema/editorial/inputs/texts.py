"""Localised texts as they are sent: each names the locales it sets, the others stay."""

from typing import TypeAlias

import strawberry

from schema.editorial.scalars import Locale

_LOCALE = "The locale that is set, one of those configured."


@strawberry.input(description="A text in one locale.")
class LocalTextInput:
    locale: Locale = strawberry.field(description=_LOCALE)
    value: strawberry.Maybe[str | None] = strawberry.field(
        description="The text; null clears this locale. One of both must be given."
    )


@strawberry.input(description="A list of lines in one locale.")
class LocalLinesInput:
    locale: Locale = strawberry.field(description=_LOCALE)
    value: strawberry.Maybe[list[str] | None] = strawberry.field(
        description="All the lines; null clears this locale. One of both must be given."
    )


MaybeTexts: TypeAlias = strawberry.Maybe[list[LocalTextInput] | None]
"""A localised text that may be left alone; null clears every locale."""
MaybeLines: TypeAlias = strawberry.Maybe[list[LocalLinesInput] | None]
"""Localised lines that may be left alone; null clears every locale."""
MaybeIds: TypeAlias = strawberry.Maybe[list[strawberry.ID] | None]
"""References that may be left alone; a list replaces the one there is."""
MaybeId: TypeAlias = strawberry.Maybe[strawberry.ID | None]
"""A reference that may be left alone; null clears it."""
