"""Opening the installation that the settings name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from api.settings import Settings
from content.installation import Installation, open_installation
from content.store import StoreError, connect, within
from content.store.time_limits import Side

_INDEX_SECONDS: Final = 600.0


@asynccontextmanager
async def opened(settings: Settings, *, side: Side) -> AsyncIterator[Installation]:
    """The installation, its indexes made; `mongodb_uri` is set by now.

    Raises StoreError when the database cannot be used.
    """
    if settings.mongodb_uri is None:
        raise StoreError("ROLEBOOK_MONGODB_URI is not set, and no embedded MongoDB was started.")
    uri = settings.mongodb_uri.get_secret_value()
    store = await connect(uri, settings.database, side=side)
    try:
        with within(_INDEX_SECONDS):
            installation = await open_installation(store, settings.locales, settings.page_template)
        yield installation
    finally:
        await store.close()
