"""Localised text: one value per locale, each knowing what it was written against."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from content.values.ids import EntityId
from content.values.locales import Locale
from content.values.value import Value

SUBSTITUTION_OPEN, SUBSTITUTION_CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters that mark a placeholder inside a resolved template; never in content."""


_NONCHARACTERS = "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
_UNPRINTABLE = re.compile(
    rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]"
)
"""Control characters but for tab and line feed, lone surrogates, noncharacters."""


def _printable(text: str) -> str:
    # Most text is told fit by this alone, at a tenth of what the pattern takes.
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    found = _UNPRINTABLE.search(text)
    if found:
        raise ValueError(f"the control character U+{ord(found[0]):04X} is not allowed in text")
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
