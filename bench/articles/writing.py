"""Articles from templates: each about another role, as plain text, Markdown and HTML in turn."""

import html
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from bench.articles.telling import answer, duty, question
from bench.pages.wording import paragraph, sentence, slug, title

_REASONS: Final = 6
_DUTIES: Final = 8
_NEEDS: Final = 7
_QUESTIONS: Final = 10
_ANSWERS: Final = 2
_DISCLAIMER: Final = (
    "This description names the main duties and is not a complete list of them; they may change."
)


class Line(NamedTuple):
    """One line of an article: `h`eading, `p`aragraph, `1` numbered, `q`uestion, `-` bullet."""

    kind: str
    text: str


def write_articles(folder: Path, count: int) -> list[Path]:
    """That many files, always the same ones."""
    paths = []
    for number in range(count):
        extension, written = _FORMATS[number % len(_FORMATS)]
        name = title(number)
        random = Random(10_000 + number)  # noqa: S311  # variety, not secrecy
        path = folder / f"{slug(name)}.{extension}"
        path.write_text(written(list(_article(name, random))), "utf-8")
        paths.append(path)
    return paths


def _article(name: str, random: Random) -> Iterator[Line]:
    yield Line("h", f"What is a {name}?")
    yield Line("p", paragraph(random, 4))
    yield Line("p", paragraph(random, 3))
    yield Line("h", f"Why hire a {name}?")
    yield Line("p", paragraph(random, 1))
    yield from (Line("1", duty(random, name)) for _ in range(_REASONS))
    yield Line("h", f"{name} responsibilities")
    yield from (Line("1", duty(random, name)) for _ in range(_DUTIES))
    yield Line("h", f"{name} job description")
    yield Line("p", f"Title: {name}")
    yield Line("p", "Location: [City, State]")
    yield Line("p", f"Overview: [Company Name] is growing. {paragraph(random, 3)}")
    yield Line("p", "Responsibilities:")
    yield from (Line("-", sentence(random)) for _ in range(_DUTIES))
    yield Line("p", "Requirements:")
    yield from (Line("-", sentence(random)) for _ in range(_NEEDS))
    yield Line("p", _DISCLAIMER)
    yield Line("h", f"{name} interview questions")
    for _ in range(_QUESTIONS):
        yield Line("q", question(random, name))
        yield from (Line("-", answer(random)) for _ in range(_ANSWERS))


def _as_text(lines: list[Line]) -> str:
    marks = {"h": "\n\n{}\n", "p": "{}\n", "q": "\n{}", "-": "•\u00a0{}"}
    number = 0
    told = []
    for kind, text in lines:
        number = number + 1 if kind == "1" else 0
        told.append(f"{number}. {text}" if kind == "1" else marks[kind].format(text))
    return "\n".join(told)


def _as_markdown(lines: list[Line]) -> str:
    marks = {"h": "\n## {}\n", "p": "{}\n", "q": "\n### {}\n", "-": "- {}", "1": "1. {}"}
    return "\n".join(marks[kind].format(text) for kind, text in lines)


def _as_html(lines: list[Line]) -> str:
    tags = {"h": "h2", "p": "p", "q": "h3", "-": "li", "1": "li"}
    lists = {"-": "ul", "1": "ol"}
    told = ["<html><body>"]
    for kind, run in groupby(lines, key=lambda line: line.kind):
        items = [f"<{tags[kind]}>{html.escape(text)}</{tags[kind]}>" for _, text in run]
        wrapper = lists.get(kind)
        told += [f"<{wrapper}>", *items, f"</{wrapper}>"] if wrapper else items
    return "\n".join([*told, "</body></html>"])


_FORMATS: Final[tuple[tuple[str, Callable[[list[Line]], str]], ...]] = (
    ("txt", _as_text),
    ("md", _as_markdown),
    ("html", _as_html),
)
