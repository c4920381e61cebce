"""Placeholders: `{{company.name}}` in the source, a label in brackets or a value in the answer."""

import html as html_entities
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from content.rules.markdown import escape
from content.values.sources import VARIABLE_NAME
from content.values.text import SUBSTITUTION_CLOSE, SUBSTITUTION_OPEN

Format = Literal["markdown", "html", "plain", "line"]

# Escapes and code spans are matched first, so that a placeholder inside them is left alone.
_SOURCE = re.compile(
    rf"\\.|(?P<ticks>`+)(?!`)(?:.|\n)+?(?<!`)(?P=ticks)(?!`)"
    rf"|\{{\{{[ ]?(?P<name>{VARIABLE_NAME})[ ]?\}}\}}"
)
_MARK = re.compile(f"{SUBSTITUTION_OPEN}([^{SUBSTITUTION_CLOSE}]*){SUBSTITUTION_CLOSE}")
# A placeholder in a link's address was percent-encoded by the renderer.
_ENCODED_MARK = re.compile("%EF%B7%90(.*?)%EF%B7%91")


def names_in(source: str) -> Iterator[str]:
    """The placeholder names a text uses, in order, repeats included."""
    for match in _SOURCE.finditer(source):
        if match["name"]:
            yield match["name"]


def mark(source: str, is_markdown: bool = True) -> str:
    """The text with each placeholder between the two marks that no content may hold."""

    def replace(match: re.Match[str]) -> str:
        if match["name"]:
            return f"{SUBSTITUTION_OPEN}{match['name']}{SUBSTITUTION_CLOSE}"
        return match[0] if is_markdown or match[0][0] != "\\" else match[0][1:]

    return _SOURCE.sub(replace, source)


def marked_names(template: str) -> list[str]:
    """The names a marked text still waits for, in order, each once."""
    return list(dict.fromkeys(match[1] for match in _MARK.finditer(template)))


def is_template(text: str) -> bool:
    """Whether a marked text still waits for values."""
    return SUBSTITUTION_OPEN in text


def unmark_addresses(html: str) -> str:
    """HTML whose link addresses carry the bare name where a placeholder stood."""
    return _ENCODED_MARK.sub(r"\1", html)


def substitute(template: str, text_format: Format, values: Mapping[str, str]) -> str:
    """The template with values escaped for their format; names without a value stay marked."""
    encode = ENCODERS[text_format]

    def replace(match: re.Match[str]) -> str:
        value = values.get(match[1])
        return match[0] if value is None else encode(value)

    return _MARK.sub(replace, template)


ENCODERS: dict[str, Callable[[str], str]] = {
    "markdown": escape,
    "html": html_entities.escape,
    "plain": str,
    "line": str,
}


def bracketed(label: str) -> str:
    """How an unbound placeholder shows: `[City, State]`."""
    return f"[{label}]"


def label_of(name: str) -> str:
    """A label for a placeholder that nobody declared: `company.name` reads `company name`."""
    return name.replace(".", " ").replace("_", " ")


def remove_marks(template: str) -> str:
    """Plain text without its unbound placeholders, for slugs, search and structured data."""
    return re.sub(r"\s+", " ", _MARK.sub("", template)).strip()
