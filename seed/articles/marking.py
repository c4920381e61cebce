"""Formatted text to CommonMark that renders to exactly that text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import quote

from content.rules.markdown import escape, render
from content.values.sources import VARIABLE_NAME
from seed.articles.inline import Inline, Span, cut, join, text_of
from seed.articles.placeholders import Names, find

_LOOKS_LIKE_ONE = re.compile(rf"(\\*)(\{{\{{ *{VARIABLE_NAME} *\}}\}})")
Drop = Callable[[Span], Span]
_PLAINER: tuple[Drop, ...] = (
    lambda span: span,
    lambda span: replace(span, italic=False),
    lambda span: replace(span, italic=False, bold=False),
    lambda span: Span(span.text),
)


def to_markdown(inline: Inline, names: Names) -> str:
    """The text as Markdown, placeholders as `{{name}}`.

    Formats that CommonMark cannot express where they stand are left out; text never is.
    """
    expected = _normal(text_of(inline))
    if all(span.like(Span("")) for span in inline):
        return _spans(inline, names)
    for drop in _PLAINER:
        markdown = _spans(join(drop(span) for span in inline), names)
        if _normal(names.shown(render(markdown).plain)) == expected:
            return markdown
    return _spans((Span(text_of(inline)),), names)


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()


def to_line(inline: Inline, names: Names) -> str:
    """The text as one line without formats, placeholders as `{{name}}`."""
    text = re.sub(r"\s*\n\s*", " ", text_of(inline)).strip()
    pieces: list[str] = []
    at = 0
    for start, end, label in find(text):
        name = names.of(label)
        if name:
            pieces += [_escape_line(text[at:start]), "{{" + name + "}}"]
            at = end
    return "".join([*pieces, _escape_line(text[at:])])


def _escape_line(text: str) -> str:
    return _LOOKS_LIKE_ONE.sub(
        lambda match: match[1] + ("" if len(match[1]) % 2 else "\\") + match[2], text
    )


def _spans(inline: Inline, names: Names) -> str:
    return _links(_with_placeholders(inline, names))


_NAME = "\ufdd0"


def _with_placeholders(inline: Inline, names: Names) -> Inline:
    """The spans, each placeholder one span of its own: U+FDD0 and the variable's name."""
    text = text_of(inline)
    spans: list[Span] = []
    at = 0
    for start, end, label in find(text):
        name = names.of(label)
        covered = cut(inline, start, end)
        if not name or any(span.code for span in covered):
            continue
        spans += [*cut(inline, at, start), replace(covered[0], text=f"{_NAME}{name}")]
        at = end
    return (*spans, *cut(inline, at))


def _links(spans: Sequence[Span]) -> str:
    parts: list[tuple[str, Sequence[Span]]] = [
        (href, tuple(group)) for href, group in groupby(spans, key=lambda span: span.href)
    ]
    written: list[str] = []
    for at, (href, group) in enumerate(parts):
        before = parts[at - 1][1][-1].text[-1:] if at and not href else ""
        after = parts[at + 1][1][0].text[:1] if at + 1 < len(parts) and not href else ""
        inner = _emphasis(group, ("bold", "italic"), before, after)
        written.append(f"[{inner.strip()}]({_address(href)})" if href and inner.strip() else inner)
    return "".join(written)


def _address(href: str) -> str:
    return quote(href, safe="/:?#@!$&'*+,;=%~-._[]")


def _emphasis(spans: Sequence[Span], formats: tuple[str, ...], before: str, after: str) -> str:
    if not formats:
        return "".join(_text(span) for span in spans)
    name, mark = formats[0], "**" if formats[0] == "bold" else "*"
    groups = [(on, tuple(g)) for on, g in groupby(spans, key=lambda span: getattr(span, name))]
    written: list[str] = []
    for at, (on, group) in enumerate(groups):
        previous = groups[at - 1][1][-1].text[-1:] if at else before
        following = groups[at + 1][1][0].text[:1] if at + 1 < len(groups) else after
        if on:
            written.append(_marked(group, formats[1:], mark, previous, following))
        else:
            written.append(_emphasis(group, formats[1:], previous, following))
    return "".join(written)


def _marked(
    group: Sequence[Span], formats: tuple[str, ...], mark: str, before: str, after: str
) -> str:
    """The group between marks, moved inward past spaces and, where needed, punctuation."""
    text = text_of(tuple(group))
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return _emphasis(group, formats, before, after)
    if before and (before.isalnum() or before == _NAME) and not start:
        while start < end and not text[start].isalnum():
            start += 1
    if after and (after.isalnum() or after == _NAME) and end == len(text):
        while end > start and not text[end - 1].isalnum():
            end -= 1
    if start >= end:
        return _emphasis(group, formats, before, after)
    inline = tuple(group)
    return (
        _emphasis(_pieces(inline, 0, start), formats, before, "")
        + mark
        + _emphasis(_pieces(inline, start, end), formats, "", "")
        + mark
        + _emphasis(_pieces(inline, end, len(text)), formats, "", after)
    )


def _pieces(inline: Inline, start: int, end: int) -> Inline:
    """`cut` that keeps placeholders spans of their own."""
    cuts: list[Span] = []
    position = 0
    for span in inline:
        first, last = max(start - position, 0), min(end - position, len(span.text))
        if first < last:
            whole = span.text.startswith(_NAME)
            cuts.append(span if whole else replace(span, text=span.text[first:last]))
        position += len(span.text)
    return tuple(cuts)


def _text(span: Span) -> str:
    if span.text.startswith(_NAME):
        return "{{" + span.text[1:] + "}}"
    if span.code and span.text.strip():
        return _code(span.text)
    return "\\\n".join(_line(line) for line in span.text.split("\n"))


def _line(text: str) -> str:
    core = text.strip(" ")
    if not core:
        return text
    lead, trail = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return " " * lead + escape(core) + " " * trail


def _code(text: str) -> str:
    ticks = "`"
    while ticks in text:
        ticks += "`"
    padding = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{ticks}{padding}{text}{padding}{ticks}"
