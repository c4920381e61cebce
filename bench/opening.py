"""An installation on a database of the bench, opened as `rolebook` opens one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorDatabase

from content.installation import Installation, open_installation
from content.store import connect, within
from content.store.time_limits import Side
from content.values.locales import LocaleConfig

LOCALES: Final = "en,de>en"
PAGE_URL: Final = "https://careers.example/{slug}?locale={locale}"
BY: Final = "bench"
SECRET: Final = "a key for cursors, in benchmarks only"
PAGES: Final = "bench_pages"
"""The database that holds the generated role pages."""


@asynccontextmanager
async def opened(
    uri: str, database: str, *, side: Side = "editorial"
) -> AsyncIterator[Installation]:
    """The installation on that database; no worker runs beside it."""
    store = await connect(uri, database, side=side)
    try:
        with within(60):
            installation = await open_installation(store, LocaleConfig.parse(LOCALES), PAGE_URL)
        yield installation
    finally:
        await store.close()


@asynccontextmanager
async def bare(uri: str, database: str) -> AsyncIterator["AsyncIOMotorDatabase[dict[str, Any]]"]:
    """The database through Motor alone, with the options it has by itself: the reference."""
    client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(uri)
    try:
        yield client[database]
    finally:
        client.close()
