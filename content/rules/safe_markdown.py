"""Markdown for front ends that render it themselves, and may trust it more than we do."""

import re
from collections.abc import Iterator
from functools import lru_cache

from content.rules.markdown import escape, is_allowed_link, is_safe, render, tokens
from content.values.text import SUBSTITUTION_OPEN

_RISKY = re.compile(
    r"""
    \\[\s\S]                                              # an escape
    | (?P<ticks>`+)(?!`)[\s\S]+?(?<!`)(?P=ticks)(?!`)     # a code span
    | <(?:https?|mailto|tel):[^\s<>\\]*>                  # an address that may be shown
    | <[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>
    | (?P<html><)
    | (?P<image>!)(?=\[)
    | (?P<link>\])(?=\(\s*<?(?P<target>[^\s)>]*))
    | (?P<definition>\])(?=:\s*<?(?P<defined>[^\s>]*))
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=8_000)
def safe(markdown: str) -> str:
    """Markdown that every renderer shows as ours does: raw HTML, images and forbidden links
    are the text they are.

    With a placeholder in it, nothing around that can become any of them once it is bound.
    What cannot be told apart from them safely loses its formatting.
    """
    is_template = SUBSTITUTION_OPEN in markdown
    if not is_template and is_safe(markdown):
        return markdown
    if is_template and "<" not in markdown and "![" not in markdown and is_safe(markdown):
        return markdown
    escaped = "".join(_escaped(markdown))
    if is_safe(escaped) and render(escaped) == render(markdown):
        return escaped
    return escape(render(markdown).plain)


def _escaped(markdown: str) -> Iterator[str]:
    """The text with what is risky escaped, code blocks left as they are."""
    lines = markdown.splitlines(keepends=True)
    code: set[int] = set()
    for token in tokens(markdown):
        if token.type in ("fence", "code_block") and token.map:
            code.update(range(*token.map))
    text: list[str] = []
    for number, line in enumerate(lines):
        if number not in code:
            text.append(line)
            continue
        yield _RISKY.sub(_escape, "".join(text))
        text.clear()
        yield line
    yield _RISKY.sub(_escape, "".join(text))


def _escape(match: re.Match[str]) -> str:
    target = match["target"] if match["link"] else match["defined"]
    if match["html"] or match["image"]:
        return f"\\{match[0]}"
    if (match["link"] or match["definition"]) and not is_allowed_link(target or ""):
        return f"\\{match[0]}"
    return match[0]
