"""CommonMark in; safe HTML, plain text or escaped CommonMark out."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
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
_MEMO = 20_000


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


@lru_cache(maxsize=_MEMO)
def render(markdown: str) -> Rendered:
    """The HTML and plain text of a Markdown text; memoised by the text.

    Raw HTML in the source appears as the text it is. Blocks are separated by a newline in
    the plain form.
    """
    tokens = _PARSER.parse(markdown)
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    safe = nh3.clean(
        html,
        tags=set(ALLOWED_TAGS),
        attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
        url_schemes=set(ALLOWED_SCHEMES),
        link_rel="noopener noreferrer",
    )
    return Rendered(html=safe.strip(), plain="\n".join(_plain_blocks(tokens)))


def plain(markdown: str) -> str:
    """The plain text of a Markdown text."""
    return render(markdown).plain


def _plain_blocks(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type == "inline":
            text = "".join(_plain_inline(token.children or []))
            if text:
                yield text
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip("\n")


def _plain_inline(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
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
    return tuple(
        target
        for target in re.findall(r"(?<!\\)\]\(\s*<?([^\s)>]+)", markdown)
        if not is_allowed_link(target)
    )


_INLINE = re.compile(r"([\\`*_\[\]<>])|&(?=#?[A-Za-z0-9]+;)|\{(?=\{)|(?<=\{)\{")
_LINE_START = re.compile(r"^([ \t]*)(?:([#+\-=~])|(\d{1,9})([.)])(?=\s|$))", re.MULTILINE)


def escape(text: str) -> str:
    """Markdown whose plain rendering is the text: every meaningful character is escaped.

    Line breaks inside the text become hard breaks; lines do not keep leading spaces.
    """
    escaped = _INLINE.sub(lambda match: "\\" + match.group(0), text)
    escaped = _LINE_START.sub(_escape_line_start, escaped)
    lines = [line.strip(" \t") for line in escaped.split("\n")]
    return "\\\n".join(line for line in lines if line)


def _escape_line_start(match: re.Match[str]) -> str:
    if match.group(2):
        return f"\\{match.group(2)}"
    return f"{match.group(3)}\\{match.group(4)}"
