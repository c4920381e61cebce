"""The envelope every content type shares, and what is published of it."""

from datetime import datetime
from typing import Any

from pydantic import Field, ValidationInfo, field_validator

from content.values.ids import ContentType, EntityId, Key
from content.values.locales import Locale
from content.values.sources import Source, parse_source
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
    """One entity as its editors see it: the head source and what each locale publishes.

    `hashes` are the draft's content hashes by locale, told where they were stored with it.
    """

    id: EntityId
    type: ContentType
    key: Key
    version: int
    source: Source
    home: EntityId | None = None
    abstract: bool = False
    archived: bool = False
    archived_at: datetime | None = None
    published: dict[Locale, Publication]
    hashes: dict[Locale, str] = Field(default_factory=dict)
    created_at: datetime
    saved_at: datetime
    saved_by: str
    created_by: str = ""

    @field_validator("source", mode="before")
    @classmethod
    def _is_of_its_type(cls, value: Any, info: ValidationInfo) -> Any:
        """A dumped source says by itself neither skill nor organisation."""
        is_dumped = isinstance(value, dict) and "type" in info.data
        return parse_source(info.data["type"], value) if is_dumped else value

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
