"""Imports files, one transaction each; a bad one does not stop the others."""

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import ValidationError

from content.installation import Installation
from content.values.problems import ContentError
from seed.articles.parsing import Parsed, parse
from seed.articles.problems import ArticleError
from seed.articles.reading import read_file
from seed.articles.report import ArticleReport, render
from seed.articles.storing import Status, Wanted, store

__all__ = ["BAD_INPUT", "ArticleReport", "dry_run", "import_articles", "render"]

BAD_INPUT = 2
"""The exit code when at least one file was refused."""


async def import_articles(
    installation: Installation,
    paths: Sequence[Path],
    *,
    locale: str | None = None,
    publish: bool = False,
    dry_run: bool = False,
    update: bool = False,
    role: str | None = None,
    page: str | None = None,
    by: str,
    report: Callable[[ArticleReport], None],
) -> int:
    """Imports every file and reports each as it is done; the exit code: 0, or 2 if any failed.

    `locale` is that of the articles, the installation's default if None. `role` and `page`
    are keys used in place of those made of each article's role title: an article in a second
    locale joins the first one's role by `role`. `dry_run` only reads and accounts.
    """
    code = 0
    wanted = Wanted(by, publish, update, role, page)
    chosen = locale or installation.locales.default
    if chosen not in installation.locales.chains:
        known = ", ".join(installation.locales.all)
        report(ArticleReport(Path(), problem=f"{chosen!r} is not a configured locale: {known}"))
        return BAD_INPUT
    for path in paths:
        told = await _import(installation, path, chosen, wanted, dry_run=dry_run)
        report(told)
        if told.problem:
            code = BAD_INPUT
    return code


def dry_run(paths: Sequence[Path], locale: str, report: Callable[[ArticleReport], None]) -> int:
    """Reads and accounts without an installation; reports and answers as `import_articles`."""
    code = 0
    for path in paths:
        told = ArticleReport(path, locale=locale)
        _read(told, path, locale)
        report(told)
        code = BAD_INPUT if told.problem else code
    return code


async def _import(
    installation: Installation, path: Path, locale: str, wanted: Wanted, *, dry_run: bool
) -> ArticleReport:
    started = time.perf_counter()
    told = ArticleReport(path, locale=locale)
    parsed = await asyncio.to_thread(_read, told, path, locale)
    if parsed is not None and not dry_run:
        try:
            told.outcome = await store(installation, parsed, wanted)
        except (ArticleError, ContentError) as error:
            told.problem = str(error)
        if told.outcome is not None and told.outcome.status is Status.CHANGED:
            told.problem = (
                f"the article has changed since it was imported as {told.outcome.page}:"
                " use --update to merge it"
            )
    told.seconds = time.perf_counter() - started
    return told


def _read(told: ArticleReport, path: Path, locale: str) -> Parsed | None:
    try:
        parsed = parse(read_file(path), locale)
    except ArticleError as error:
        told.problem = str(error)
        return None
    except ValidationError as error:
        first = error.errors()[0]
        told.problem = f"a text in it cannot be stored: {first['msg']}"
        return None
    told.role, told.account = parsed.role.title, parsed.account
    told.notes = list(parsed.draft.notes)
    return parsed
