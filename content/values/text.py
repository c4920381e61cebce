"""Localised text: one value per locale, each knowing what it was written against."""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from content.values.ids import EntityId
from content.values.locales import Locale
from content.values.value import Value

SUBSTITUTION_OPEN, SUBSTITUTION_CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters that mark a placeholder inside a resolved template; never in content."""


def _printable(text: str) -> str:
    for character in text:
        if character in "\n\t":
            continue
        code = ord(character)
        noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
        if noncharacter or unicodedata.category(character) in ("Cc", "Cs"):
            raise ValueError(f"the control character U+{code:04X} is not allowed in text")
    return text


Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(_printable)]
"""One line of plain text, ≤ 300 characters."""

Markdown = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_printable)]
"""CommonMark source, ≤ 20,000 characters."""


class Base(Value):
    """Names the published value a translation or an override was written against."""

    entity: EntityId | None = None
    revision: int | None = None
    locale: Locale | None = None
    hash: str


def _wrap(value: Any) -> Any:
    bare = value is not None and not isinstance(value, (Mapping, Value))
    return {"value": value} if bare else value


class LineIn(Value):
    """One line of text in one locale."""

    value: Line
    base: Base | None = None


class MarkdownIn(Value):
    """Markdown in one locale."""

    value: Markdown
    base: Base | None = None


class LinesIn(Value):
    """A list of lines in one locale."""

    value: tuple[Line, ...]
    base: Base | None = None


LocalLine = dict[Locale, Annotated[LineIn, BeforeValidator(_wrap)]]
LocalMarkdown = dict[Locale, Annotated[MarkdownIn, BeforeValidator(_wrap)]]
LocalLines = dict[Locale, Annotated[LinesIn, BeforeValidator(_wrap)]]
Localized = dict[str, LineIn] | dict[str, MarkdownIn] | dict[str, LinesIn]
