"""Importing articles one after another, beside the same writes by Motor alone."""

import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from pymongo import monitoring

from bench.articles.writing import write_articles
from bench.bare_motor import bare
from bench.measuring import Figures, Side, alternate
from bench.opening import BY, opened
from bench.plan import Plan
from bench.report import Chapter, Fact
from bench.serving.process_figures import resident_megabytes
from bench.writing.recording import Recorder, Recording
from bench.writing.replaying import replay_as_one
from content.installation import Installation
from content.rules.markdown import render
from seed.articles.command import ArticleReport, import_articles

_RECORDED: Final = 2
_WARM_UPS: Final = 4


async def record_imports(uri: str, database: str, *, publish: bool) -> list[Recording]:
    """The writes of importing the first articles, which nobody measures."""
    recorder = Recorder()
    monitoring.register(recorder)
    recordings = []
    async with _importing(uri, database, _RECORDED) as (installation, files):
        for file in files:
            with recorder.recording() as recording:
                await _import(installation, file, publish=publish)
            recordings.append(recording)
    return recordings


async def measure_imports(
    uri: str, database: str, recordings: list[Recording], plan: Plan, *, publish: bool
) -> Chapter:
    """Every article is new to the database, and imported once."""
    chapter = Chapter(f"Importing articles, {'published at once' if publish else 'as drafts'}")
    memory: list[float] = []
    quarter = max(plan.articles // 4, 1)
    first = _RECORDED
    count = first + _WARM_UPS + plan.articles
    beside = f"{database}_again"
    await _make_indexes(uri, beside)
    async with (
        _importing(uri, database, count) as (installation, files),
        bare(uri, beside) as reference,
    ):

        async def note_memory(turn: int) -> None:
            if turn >= _WARM_UPS and (turn - _WARM_UPS) % quarter == 0:
                memory.append(resident_megabytes(os.getpid()))

        async def ours(turn: int) -> None:
            await _import(installation, files[first + turn], publish=publish)

        async def theirs(turn: int) -> None:
            await replay_as_one(reference, recordings[turn % len(recordings)].writes, turn)

        name = f"Motor: its {recordings[0].size}, one transaction"
        sides = [Side("Rolebook", ours, prepare=note_memory), Side(name, theirs)]
        before = render.cache_info()
        measured = await alternate(
            sides, turns=plan.articles, warm_ups=_WARM_UPS, seconds=3 * plan.seconds
        )
    after = render.cache_info()
    memory.append(resident_megabytes(os.getpid()))
    chapter.add("one article", sides, measured)
    chapter.facts += _speed(measured, publish=publish)
    sent = recordings[0].commands
    chapter.facts.append(Fact("commands that an article sends to MongoDB", sent, "", "exact"))
    told = ", ".join(f"{one:.0f}" for one in memory[:-1])
    chapter.facts.append(Fact("memory at the end", memory[-1], "MB", f"by quarters: {told} MB"))
    hits, misses = after.hits - before.hits, after.misses - before.misses
    share = 100 * hits / max(hits + misses, 1)
    chapter.facts.append(
        Fact("Markdown renderings answered from the memo", share, "%", f"{hits + misses:,} asked")
    )
    return chapter


def _speed(measured: list[Figures], *, publish: bool) -> list[Fact]:
    ours, theirs = measured
    aim = "" if publish else "aim: 200; "
    against = f"{aim}the reference: {60e6 / theirs.mean:,.0f}"
    return [Fact("articles a minute, one at a time", 60e6 / ours.mean, "", against)]


async def _make_indexes(uri: str, database: str) -> None:
    """The same indexes on a database for the reference, so that imports reuse nothing of it."""
    async with opened(uri, database):
        return


@asynccontextmanager
async def _importing(
    uri: str, database: str, count: int
) -> AsyncIterator[tuple[Installation, list[Path]]]:
    with tempfile.TemporaryDirectory(prefix="rolebook-bench-articles-") as folder:
        async with opened(uri, database) as installation:
            yield installation, write_articles(Path(folder), count)


async def _import(installation: Installation, file: Path, *, publish: bool) -> None:
    """Imports one file as `rolebook import article` does; a refusal ends the bench."""
    reports: list[ArticleReport] = []
    await import_articles(installation, [file], publish=publish, by=BY, report=reports.append)
    problem = reports[0].problem
    if problem:
        raise RuntimeError(f"{file.name} was not imported: {problem}")
