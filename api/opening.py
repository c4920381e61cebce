"""Opening the installation that the settings name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from api.settings import Settings
from auth.directory import Deed, Directory, open_directory
from auth.documents import ALL
from auth.secret_key import SecretKey, secret_key
from content.installation import Installation, open_installation
from content.recording import record_access
from content.store import StoreError, connect, make_indexes, within
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
        installation.snapshot_bytes = settings.snapshot_megabytes * 1_000_000
        yield installation
    finally:
        await store.close()


def given_secret(settings: Settings) -> SecretKey:
    """The secret that was set, or the data folder's; raises SecretKeyError."""
    given = settings.secret_key.get_secret_value() if settings.secret_key else None
    return secret_key(given, settings.data_dir)


async def opened_directory(
    installation: Installation, settings: Settings, secret: SecretKey
) -> Directory:
    """The accounts, clients and keys beside an installation, in the same database."""

    async def record(deed: Deed) -> None:
        await record_access(
            deed.action,
            subject=deed.subject,
            by=deed.by,
            details=deed.details,
            at=installation.clock(),
        )

    database = installation.store.database
    await make_indexes(database, ALL)
    return await open_directory(
        database,
        issuer=settings.address,
        sealing_key=secret.key_for("sealing"),
        clock=installation.clock,
        record=record,
    )
