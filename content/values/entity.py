"""The envelope every content type shares, and what is published of it."""

from datetime import datetime

from content.values.ids import ContentType, EntityId, Key
from content.values.locales import Locale
from content.values.sources import Source
from content.values.value import Value


class Publication(Value):
    """What one locale serves: a revision, or none once it was unpublished.

    `seq` grows by one with every publish and unpublish of this (entity, locale).
    `hash` is the content hash of what is published, bookkeeping left out.
    """

    revision: int | None
    seq: int
    hash: str
    at: datetime
    first_at: datetime


class Entity(Value):
    """One entity as its editors see it: the head source and what each locale publishes."""

    id: EntityId
    type: ContentType
    key: Key
    version: int
    source: Source
    home: EntityId | None = None
    abstract: bool = False
    archived: bool = False
    published: dict[Locale, Publication]
    created_at: datetime
    saved_at: datetime
    saved_by: str
    created_by: str = ""

    def is_published(self, locale: str) -> bool:
        """Whether that locale serves a revision now."""
        publication = self.published.get(locale)
        return publication is not None and publication.revision is not None


class Revision(Value):
    """One immutable save."""

    entity: EntityId
    type: ContentType
    version: int
    source: Source
    author: str
    at: datetime
    name: str | None = None
