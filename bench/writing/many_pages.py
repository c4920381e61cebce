"""Publishing a statement that many pages use, until the last of them shows it."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, NamedTuple

from pymongo import monitoring

from bench.bare_motor import bare
from bench.opening import PAGES, opened
from bench.plan import Plan
from bench.report import Chapter, Fact
from bench.writing.desk import Desk
from bench.writing.recording import Recorder, Recording
from bench.writing.replaying import replay
from content import drafts, settling
from content.documents.work import Job, JobState
from content.installation import Installation
from content.values.ids import ContentType

_RUNS: Final = 3
_POLL_SECONDS: Final = 0.01
_TICK_SECONDS: Final = 0.001


class _Taken(NamedTuple):
    answered: float
    settled: float
    left: int
    stall: float


async def record_many_pages(uri: str) -> list[Recording]:
    """The writes of two successive publishes, the texts differing."""
    recorder = Recorder()
    monitoring.register(recorder)
    recordings = []
    async with opened(uri, PAGES) as installation, _worker(installation):
        desk, statement = await _desk(installation)
        for turn in range(2):
            await desk.save(statement, turn)
            with recorder.recording() as recording:
                await _publish(desk, statement)
            recordings.append(recording)
    return recordings


async def measure_many_pages(uri: str, recordings: list[Recording], plan: Plan) -> Chapter:
    """Ours and the reference by turns, each a few times."""
    chapter = Chapter(f"Publishing a statement that {plan.shared_uses} pages use")
    ours: list[_Taken] = []
    theirs: list[float] = []
    async with (
        opened(uri, PAGES) as installation,
        bare(uri, PAGES) as database,
        _worker(installation),
    ):
        desk, statement = await _desk(installation)
        for turn in range(_RUNS):
            began = time.perf_counter()
            await replay(database, recordings[turn % 2].writes, turn)
            theirs.append(time.perf_counter() - began)
            await desk.save(statement, turn + 2)
            ours.append(await _publish(desk, statement))
    what = f"Motor: its {recordings[0].size}, no transaction"
    against = f"{statistics.median(theirs):.2f} s: {what}"
    middle = statistics.median
    chapter.facts += [
        Fact("answered after", middle(one.answered for one in ours), "s"),
        Fact("of which were left to the worker", middle(one.left for one in ours), "pages"),
        Fact("every page settled after", middle(one.settled for one in ours), "s", against),
        Fact(
            "longest stall of the event loop meanwhile",
            1_000 * max(one.stall for one in ours),
            "ms",
            "what a reader of the same process may have to wait",
        ),
    ]
    chapter.remarks.append(f"Medians of {_RUNS} runs; the worker runs in the same process.")
    return chapter


async def _desk(installation: Installation) -> tuple[Desk, str]:
    statement = await drafts.by_key(installation, ContentType.STATEMENT, "on-many-pages")
    assert statement is not None
    desk = Desk(installation)
    await desk.open(statement.id)
    return desk, statement.id


async def _publish(desk: Desk, statement: str) -> _Taken:
    began = time.perf_counter()
    async with _stalls() as stalls:
        published = await desk.publish(statement)
        answered = time.perf_counter() - began
        while True:
            job = await Job.get(published.job_id)
            if job is None or job.state is JobState.DONE:
                break
            await asyncio.sleep(_POLL_SECONDS)
    settled = time.perf_counter() - began
    return _Taken(answered, settled, published.still_carrying, max(stalls))


@asynccontextmanager
async def _stalls() -> AsyncIterator[list[float]]:
    """How late the event loop came to a task that wanted to run at every moment, in seconds."""
    stalls = [0.0]

    async def tick() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(_TICK_SECONDS)
            stalls.append(time.perf_counter() - began - _TICK_SECONDS)

    ticking = asyncio.create_task(tick())
    try:
        yield stalls
    finally:
        ticking.cancel()


@asynccontextmanager
async def _worker(installation: Installation) -> AsyncIterator[None]:
    stop = asyncio.Event()
    worker = asyncio.create_task(settling.work(installation, stop))
    try:
        yield
    finally:
        stop.set()
        await worker
