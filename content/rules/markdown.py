"""CommonMark in; safe HTML, plain text or escaped CommonMark out."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

ALLOWED_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
ALLOWED_TAGS = frozenset(
    {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
    | {f"h{level}" for level in range(1, 7)}
)
ALLOWED_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_MEMO = 8_000


_CLEANER: Final = nh3.Cleaner(
    tags=set(ALLOWED_TAGS),
    attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
    url_schemes=set(ALLOWED_SCHEMES),
    link_rel="noopener noreferrer",
)


class Rendered(NamedTuple):
    """Sanitised HTML and plain text of one Markdown text."""

    html: str
    plain: str


def is_allowed_link(url: str) -> bool:
    """Whether a link may be shown: http, https, mailto, tel or relative."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in ALLOWED_SCHEMES or (not parts.scheme and "\\" not in url)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    parser.validateLink = is_allowed_link  # type: ignore[method-assign]
    return parser


_PARSER = _parser()


def _permissive() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True})
    parser.validateLink = _any_link  # type: ignore[method-assign]
    parser.normalizeLink = _as_written  # type: ignore[method-assign]
    return parser


def _any_link(url: str) -> bool:  # the parser passes it by position
    return True


def _as_written(url: str) -> str:
    return url


_PERMISSIVE = _permissive()
"""Reads what the most trusting renderer of a front end would."""


def tokens(markdown: str) -> list[Token]:
    """The text as our CommonMark reads it: no raw HTML, no images, no other links."""
    return _PARSER.parse(markdown)


@lru_cache(maxsize=_MEMO)
def render(markdown: str) -> Rendered:
    """The HTML and plain text of a Markdown text; memoised by the text.

    Raw HTML in the source appears as the text it is. Blocks are separated by a newline in
    the plain form.
    """
    parsed = tokens(markdown)
    html = _PARSER.renderer.render(parsed, _PARSER.options, {})
    return Rendered(html=_CLEANER.clean(html).strip(), plain="\n".join(_plain_blocks(parsed)))


def plain(markdown: str) -> str:
    """The plain text of a Markdown text."""
    return render(markdown).plain


def _plain_blocks(parsed: Iterable[Token]) -> Iterable[str]:
    for token in parsed:
        if token.type == "inline":
            text = "".join(_plain_inline(token.children or []))
            if text:
                yield text
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip("\n")


def _plain_inline(parsed: Iterable[Token]) -> Iterator[str]:
    for token in parsed:
        match token.type:
            case "softbreak":
                yield " "
            case "hardbreak":
                yield "\n"
            case "text" | "code_inline" | "text_special":
                yield token.content


@lru_cache(maxsize=_MEMO)
def broken_links(markdown: str) -> tuple[str, ...]:
    """The link targets of a Markdown text that may not be shown, as written."""
    return tuple(dict.fromkeys(_dangers(markdown, links_only=True)))


def is_safe(markdown: str) -> bool:
    """Whether no renderer of CommonMark shows raw HTML, an image or a forbidden link of it."""
    return next(_dangers(markdown), None) is None


def _dangers(markdown: str, *, links_only: bool = False) -> Iterator[str]:
    for token in _PERMISSIVE.parse(markdown):
        if token.type == "html_block" and not links_only:
            yield token.content
        for child in token.children or ():
            if child.type == "link_open":
                target = str(child.attrGet("href") or "")
                if not is_allowed_link(target):
                    yield target
            elif child.type in ("html_inline", "image") and not links_only:
                yield child.content


_INLINE = re.compile(r"([\\`*_\[\]<>])|&(?=#?[A-Za-z0-9]+;)|\{(?=\{)|(?<=\{)\{")
_LINE_START = re.compile(r"^([ \t]*)(?:([#+\-=~])|(\d{1,9})([.)])(?=\s|$))", re.MULTILINE)


def escape(text: str) -> str:
    """Markdown whose plain rendering is the text: every meaningful character is escaped.

    Line breaks inside the text become hard breaks; blank lines and spaces at the ends of
    lines go.
    """
    escaped = _INLINE.sub(lambda match: "\\" + match.group(0), text)
    escaped = _LINE_START.sub(_escape_line_start, escaped)
    lines = [line.strip(" \t") for line in escaped.split("\n")]
    return "\\\n".join(line for line in lines if line)


def _escape_line_start(match: re.Match[str]) -> str:
    if match.group(2):
        return f"\\{match.group(2)}"
    return f"{match.group(3)}\\{match.group(4)}"
