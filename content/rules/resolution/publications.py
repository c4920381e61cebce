"""What is published, as resolution sees it: every look-up is recorded, found or not."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote

from content.values.ids import ContentType, EntityId, Key
from content.values.locales import Locale, LocaleConfig
from content.values.sources import Source
from content.values.value import Value


class Published(Value):
    """One (entity, locale) as it is published: the revision it serves."""

    entity: EntityId
    type: ContentType
    key: Key
    locale: Locale
    revision: int
    seq: int
    source: Source
    at: datetime
    first_at: datetime
    abstract: bool = False


class Withdrawn(Value):
    """One (entity, locale) that was published and is not any more."""

    entity: EntityId
    locale: Locale
    seq: int
    at: datetime


class ResolveConfig(Value):
    """What resolution needs to know of the installation.

    `page_url` is a template with `{slug}` and `{locale}`.
    """

    locales: LocaleConfig
    page_url: str

    def url_of(self, slug: str, locale: str) -> str:
        """The public address of a page."""
        return self.page_url.replace("{slug}", quote(slug)).replace("{locale}", locale)


Snapshot = Mapping[tuple[str, str], Published | Withdrawn]


class First(NamedTuple):
    """What a chain reaches first, and when what it would have reached before was withdrawn."""

    published: Published | None
    missed_at: datetime | None


class Publications:
    """Published content at one moment, with a record of what was asked of it.

    `reads` maps (entity, locale) to the sequence number found, 0 where there never was one.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.reads: dict[tuple[str, str], int] = {}
        self._latest: list[datetime | None] = [None]

    def find(self, entity_id: str, locale: str) -> Published | None:
        """What that locale serves of the entity; the look-up is recorded."""
        found = self._look_up(entity_id, locale)
        return found if isinstance(found, Published) else None

    def first(self, entity_id: str, chain: tuple[str, ...]) -> First:
        """What the first locale of a chain that serves the entity serves."""
        missed: datetime | None = None
        for locale in chain:
            found = self._look_up(entity_id, locale)
            if isinstance(found, Published):
                return First(found, missed)
            if found is not None:
                missed = found.at if missed is None else max(missed, found.at)
        return First(None, missed)

    def _look_up(self, entity_id: str, locale: str) -> Published | Withdrawn | None:
        found = self._snapshot.get((entity_id, locale))
        self.reads[entity_id, locale] = found.seq if found else 0
        return found

    def count(self, at: datetime | None) -> None:
        """Notes that something shown was published, or went missing, at that time.

        Being asked counts for nothing: a publication that says nothing here changes nothing.
        """
        latest = self._latest[-1]
        if at is not None and (latest is None or at > latest):
            self._latest[-1] = at

    @contextmanager
    def frame(self) -> Iterator[list[datetime]]:
        """Collects the latest time counted inside; it counts for the outside too.

        The yielded list holds that time once the frame has ended; it is empty before.
        """
        latest: list[datetime] = []
        self._latest.append(None)
        try:
            yield latest
        finally:
            seen = self._latest.pop()
            if seen is not None:
                latest.append(seen)
                self.count(seen)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Times counted inside count for nothing; look-ups are recorded as ever."""
        self._latest.append(None)
        try:
            yield
        finally:
            self._latest.pop()
