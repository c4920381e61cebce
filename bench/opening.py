"""An installation on a database of the bench, opened as `rolebook` opens one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from content.installation import Installation, open_installation
from content.store import connect, within
from content.store.time_limits import Side
from content.values.locales import LocaleConfig

LOCALES: Final = "en,de>en"
PAGE_URL: Final = "https://careers.example/{slug}?locale={locale}"
BY: Final = "bench"
SECRET: Final = "a key for cursors, in benchmarks only"  # noqa: S105
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
