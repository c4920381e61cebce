"""A catalogue kept while a test reads."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from content.catalogue import keep_built
from content.installation import Installation


@asynccontextmanager
async def catalogued(installation: Installation) -> AsyncIterator[None]:
    """The catalogue of an installation is built, and kept up to date, while the block runs."""
    stop, built = asyncio.Event(), asyncio.Event()
    following = asyncio.create_task(installation.news.follow(stop))
    async with asyncio.timeout(10):
        await installation.news.heard.wait()
        work = keep_built(installation.catalogue, installation.store, stop, built)
        keeping = asyncio.create_task(work)
        await built.wait()
    try:
        yield
    finally:
        stop.set()
        following.cancel()
        await asyncio.gather(following, keeping, return_exceptions=True)
