"""Headings inside a text, put below the heading that stands over it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup

from content.rules.markdown import tokens

_DEEPEST = 6
_HEADING = re.compile(r"<(/?)h([1-6])>")


class _Outline:
    """Levels for headings as they come, none skipped, the first at `top`."""

    def __init__(self, top: int) -> None:
        self._top = top
        self._open: list[int] = []

    def level(self, told: int) -> int:
        """Where a heading of that level belongs."""
        while self._open and self._open[-1] >= told:
            self._open.pop()
        self._open.append(told)
        return min(self._top + len(self._open) - 1, _DEEPEST)


@lru_cache(8_000)
def html_below(html: str, top: int) -> Markup:
    """Sanitised HTML, whose headings have no attributes, with its highest ones at a level."""
    outline, now = _Outline(top), top

    def put(found: re.Match[str]) -> str:
        nonlocal now
        if not found[1]:
            now = outline.level(int(found[2]))
        return f"<{found[1]}h{now}>"

    # What is marked as safe was sanitised when it was published (content.rules.markdown).
    return Markup(_HEADING.sub(put, html))  # noqa: S704


@lru_cache(8_000)
def markdown_below(markdown: str, top: int) -> str:
    """CommonMark with its highest headings at a level; those inside quotes and lists stay."""
    lines = markdown.split("\n")
    outline = _Outline(top)
    for first, end, told, text in list(_headings(markdown)):
        lines[first] = f"{'#' * outline.level(told)} {text}"
        lines[first + 1 : end] = [""] * (end - first - 1)
    return "\n".join(lines)


def _headings(markdown: str) -> Iterator[tuple[int, int, int, str]]:
    """Where each heading begins and ends, its level, and its text on one line."""
    parsed = tokens(markdown)
    for index, token in enumerate(parsed):
        if token.type == "heading_open" and token.level == 0 and token.map:
            text = " ".join(parsed[index + 1].content.split("\n"))
            # A sign at the end of a setext heading would close an ATX one.
            closed = re.sub(r"(^|\s)(#+)$", r"\1\\\2", text)
            yield token.map[0], token.map[1], int(token.tag[1]), closed
