"""Importing articles, and their pages as readers get them."""

from pathlib import Path
from typing import Any

from content import reading
from content.installation import Installation
from seed.articles.command import ArticleReport, import_articles

FIXTURES = Path(__file__).parent / "fixtures"


async def run(
    installation: Installation, *paths: Path, **options: Any
) -> tuple[int, list[ArticleReport]]:
    """The exit code and the reports of an import."""
    reports: list[ArticleReport] = []
    code = await import_articles(
        installation, list(paths), by="tester", report=reports.append, **options
    )
    return code, reports


def texts_of(node: Any) -> list[str]:
    """Every plain text and line of a body."""
    if isinstance(node, dict):
        if "plain" in node:
            return [str(node["plain"])]
        return [text for value in node.values() for text in texts_of(value)]
    if isinstance(node, list):
        return [text for value in node for text in texts_of(value)]
    return [node] if isinstance(node, str) else []


def letters(text: str) -> str:
    """Without spaces, marks and case."""
    return "".join(c for c in text.casefold() if c.isalnum())


async def body_of(installation: Installation, slug: str, locale: str = "en") -> dict[str, Any]:
    """What a reader of the page gets."""
    found = await reading.role_page(reading.Reader(installation), slug, locale)
    assert found is not None
    node: dict[str, Any] = found.node
    return node
