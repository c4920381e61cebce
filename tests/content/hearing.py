"""What tests of news stand on: a listener that notes what it hears, and a stream to follow."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from content.documents.resolved import Resolved
from content.installation import Installation
from content.news import Change


class Noted:
    """A listener; `heard` are the calls made to it, in order."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.documents: set[str] = set()

    def changed(self, changes: Sequence[Change]) -> None:
        self.heard.append("changed")
        self.documents |= {change.document for change in changes}

    def everything_changed(self) -> None:
        self.heard.append("everything_changed")

    def lost(self) -> None:
        self.heard.append("lost")

    def regained(self) -> None:
        self.heard.append("regained")


@asynccontextmanager
async def following(installation: Installation) -> AsyncIterator[None]:
    """The installation hears the news of other processes."""
    stop = asyncio.Event()
    task = asyncio.create_task(installation.news.follow(stop))
    try:
        await until(lambda: installation.news.is_current)
        yield
    finally:
        stop.set()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    """Returns as soon as it holds; fails when it does not in that time."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came to be"
        await asyncio.sleep(0.005)


async def stamps() -> dict[str, int]:
    """The stamps of all resolved documents."""
    found = Resolved.get_motor_collection().find({}, {"stamp": 1})
    return {document["_id"]: document["stamp"] async for document in found}
