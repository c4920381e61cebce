"""Placeholders: `{{company.name}}` in the source, a label in brackets or a value in the answer."""

import html as html_entities
import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import lru_cache
from typing import Literal, NamedTuple

from content.rules.bound_values import escape_value
from content.rules.markdown import tokens
from content.values.sources import VARIABLE_NAME
from content.values.text import SUBSTITUTION_CLOSE, SUBSTITUTION_OPEN

Format = Literal["markdown", "html", "plain", "line"]

_SOURCE = re.compile(rf"(?P<slashes>\\*)\{{\{{ *(?P<name>{VARIABLE_NAME}) *\}}\}}")
_MARK = re.compile(f"{SUBSTITUTION_OPEN}([^{SUBSTITUTION_CLOSE}]*){SUBSTITUTION_CLOSE}")
_NUMBER = re.compile(f"(?:{SUBSTITUTION_OPEN}|%EF%B7%90)([0-9]+)(?:{SUBSTITUTION_CLOSE}|%EF%B7%91)")

_CONTEXT = 2_000
"""How much of a text around a value can matter to what its characters mean there."""


class _Place(Enum):
    TEXT = auto()
    ADDRESS = auto()
    CODE = auto()


class _Found(NamedTuple):
    """A placeholder that no backslash escapes, and what kind of Markdown it stands in."""

    start: int
    end: int
    name: str
    place: _Place


def names_in(source: str, is_markdown: bool = True) -> Iterator[str]:
    """The placeholder names a text uses, in order, repeats included; not those in code."""
    for found in _scan(source, is_markdown):
        if found.place is not _Place.CODE:
            yield found.name


def mark(source: str, is_markdown: bool = True) -> str:
    """The text with each placeholder between the two marks that no content may hold.

    In Markdown, one in code is left as it is. In a line of plain text a backslash before it
    says so, and goes.
    """
    marked = _marked(source, is_markdown, (_Place.TEXT, _Place.ADDRESS))
    return marked if is_markdown else _SOURCE.sub(_without_backslash, marked)


def template(source: str) -> str:
    """Markdown with a mark for each placeholder that readers may bind: those in running text.

    A link's address is no place for one: there it stays what it is, and leads nowhere.
    """
    return _marked(source, True, (_Place.TEXT,))


def _marked(source: str, is_markdown: bool, places: tuple[_Place, ...]) -> str:
    pieces: list[str] = []
    position = 0
    for found in _scan(source, is_markdown):
        pieces.append(source[position : found.start])
        if found.place in places:
            pieces.append(f"{SUBSTITUTION_OPEN}{found.name}{SUBSTITUTION_CLOSE}")
        elif found.place is _Place.ADDRESS:
            pieces.append(f"{{{{{found.name}}}}}")
        else:
            pieces.append(source[found.start : found.end])
        position = found.end
    return "".join((*pieces, source[position:]))


def _without_backslash(match: re.Match[str]) -> str:
    return match[0][1:] if match["slashes"] else match[0]


@lru_cache(maxsize=8_000)
def _scan(source: str, is_markdown: bool) -> tuple[_Found, ...]:
    if "{{" not in source:
        return ()
    matches = [match for match in _SOURCE.finditer(source) if len(match["slashes"]) % 2 == 0]
    places = _places(source, matches) if is_markdown else {}
    return tuple(
        _Found(match.end("slashes"), match.end(), match["name"], places.get(index, _Place.TEXT))
        for index, match in enumerate(matches)
    )


def _places(source: str, matches: list[re.Match[str]]) -> dict[int, _Place]:
    """Where Markdown puts each of the matches, told by reading the text with numbers in it."""
    numbered: list[str] = []
    position = 0
    for index, match in enumerate(matches):
        numbered.append(source[position : match.end("slashes")])
        numbered.append(f"{SUBSTITUTION_OPEN}{index}{SUBSTITUTION_CLOSE}")
        position = match.end()
    places = dict.fromkeys(range(len(matches)), _Place.CODE)
    addresses: list[str] = []
    for token in tokens("".join((*numbered, source[position:]))):
        for child in token.children or ():
            if child.type == "text":
                places.update(dict.fromkeys(_numbers(child.content), _Place.TEXT))
            addresses += map(str, child.attrs.values())
    places.update(dict.fromkeys(_numbers(" ".join(addresses)), _Place.ADDRESS))
    return places


def _numbers(text: str) -> list[int]:
    return [int(match[1]) for match in _NUMBER.finditer(text)]


def marked_names(template: str) -> list[str]:
    """The names a marked text still waits for, in order, each once."""
    return list(dict.fromkeys(match[1] for match in _MARK.finditer(template)))


def is_template(text: str) -> bool:
    """Whether a marked text still waits for values."""
    return SUBSTITUTION_OPEN in text


def substitute(template: str, text_format: Format, values: Mapping[str, str]) -> str:
    """The template with values escaped for their format; names without a value stay marked."""
    if not is_template(template):
        return template
    pieces: list[str] = []
    position = 0
    for match in _MARK.finditer(template):
        pieces.append(template[position : match.start()])
        position = match.end()
        value = values.get(match[1])
        if value is None:
            pieces.append(match[0])
        elif text_format == "markdown":
            before = _MARK.sub("", "".join(pieces)[-_CONTEXT:])
            after = _MARK.sub("", template[position : position + _CONTEXT])
            pieces.append(escape_value(value, before, after))
        else:
            pieces.append(html_entities.escape(value) if text_format == "html" else value)
    return "".join((*pieces, template[position:]))


def bracketed(label: str) -> str:
    """How an unbound placeholder shows: `[City, State]`."""
    return f"[{label}]"


def label_of(name: str) -> str:
    """A label for a placeholder that nobody declared: `company.name` reads `company name`."""
    return name.replace(".", " ").replace("_", " ")


def remove_marks(template: str) -> str:
    """Plain text without its unbound placeholders, for slugs, search and structured data."""
    text = re.sub(r"[^\S\n]+", " ", _MARK.sub("", template))
    text = re.sub(r" +(?=[,.;:!?)\n]|$)", "", text)
    return text.strip()
