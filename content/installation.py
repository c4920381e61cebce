"""One Rolebook installation: its database, its locales, its clock."""

import asyncio
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from beanie import init_beanie

from content.catalogue import Catalogue
from content.documents import ALL
from content.documents.heads import SCHEMA_VERSION
from content.documents.work import Meta
from content.news import News
from content.rules.resolution import ResolveConfig
from content.store import Store, StoreError, make_indexes
from content.values.locales import LocaleConfig
from content.withdrawn import WithdrawnSet

if TYPE_CHECKING:
    from content.reading.labels import Labels
    from content.reading.snapshots import Snapshots

_SCHEMA_ID = "schema"
SNAPSHOT_BYTES = 64_000_000


def utc_now() -> datetime:
    """The time, to the millisecond MongoDB keeps."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


@dataclass
class Installation:
    """What every operation is given first.

    `jobs_waiting` is set whenever this process leaves a job for its worker. `news` tells whoever
    keeps something made of published documents that they changed.
    """

    store: Store
    locales: LocaleConfig
    page_url: str
    clock: Callable[[], datetime] = utc_now
    withdrawn: WithdrawnSet = field(default_factory=WithdrawnSet)
    jobs_waiting: asyncio.Event = field(default_factory=asyncio.Event)
    snapshot_bytes: int = SNAPSHOT_BYTES
    catalogue: Catalogue = field(init=False)
    news: News = field(init=False)

    def __post_init__(self) -> None:
        self.catalogue = Catalogue(self.locales)
        self.news = News(self.store, self.catalogue)
        self.withdrawn.listen(self.news.doubt)

    @cached_property
    def snapshots(self) -> "Snapshots":
        """Published documents as readers were given them, kept in `snapshot_bytes`."""
        from content.reading.snapshots import Snapshots  # reading is given an installation

        return Snapshots(self)

    @cached_property
    def labels(self) -> "Labels":
        """What families, skills and competencies are called."""
        from content.reading.labels import Labels  # reading is given an installation

        return Labels(self)

    @property
    def config(self) -> ResolveConfig:
        """What resolution depends on, apart from content."""
        return ResolveConfig(locales=self.locales, page_url=self.page_url)


async def open_installation(store: Store, locales: LocaleConfig, page_url: str) -> Installation:
    """The installation on an open database: documents bound, indexes reconciled.

    Raises StoreError when a newer Rolebook has written the database.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        await init_beanie(database=store.database, document_models=ALL, skip_indexes=True)
    await make_indexes(store.database, ALL)
    stored = await Meta.get(_SCHEMA_ID)
    if stored is None:
        await Meta(id=_SCHEMA_ID, value={"version": SCHEMA_VERSION}).save()
    elif stored.value["version"] > SCHEMA_VERSION:
        raise StoreError(
            f"The database was written by a newer Rolebook (schema {stored.value['version']}, "
            f"this one knows {SCHEMA_VERSION}): install the newer version."
        )
    return Installation(store=store, locales=locales, page_url=page_url)
