"""What is published, as resolution sees it: every look-up is recorded, found or not."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

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
        return self.page_url.replace("{slug}", slug).replace("{locale}", locale)


Snapshot = Mapping[tuple[str, str], Published | Withdrawn]


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
        found = self._snapshot.get((entity_id, locale))
        self.reads[entity_id, locale] = found.seq if found else 0
        return found if isinstance(found, Published) else None

    def withdrawn_at(self, entity_id: str, locale: str) -> datetime | None:
        """When that locale stopped serving the entity, if it did."""
        found = self._snapshot.get((entity_id, locale))
        return found.at if isinstance(found, Withdrawn) else None

    def saw(self, at: datetime) -> None:
        """Something shown depends on what was published or withdrawn at that time."""
        latest = self._latest[-1]
        if latest is None or at > latest:
            self._latest[-1] = at

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is seen inside is not part of the content: it says what else there is."""
        self._latest.append(None)
        try:
            yield
        finally:
            self._latest.pop()

    @contextmanager
    def frame(self) -> Iterator[list[datetime]]:
        """Collects when anything shown inside was last published; it counts for the outside too.

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
                self.saw(seen)
