"""What readers read: one finished document per published (entity, locale), and its edges."""

from datetime import datetime
from typing import Any

from beanie import Document
from pymongo import ASCENDING, IndexModel

from content.documents.heads import SCHEMA_VERSION
from content.documents.resolved_indexes import INDEXES
from content.values.ids import ContentType


def resolved_id(entity_id: str, locale: str) -> str:
    """The `_id` of a resolved document and of its edges."""
    return f"{entity_id}:{locale}"


class Resolved(Document):
    """The finished page or part in one locale; field by field as the read path needs it.

    `body` is UTF-8 JSON with the field names of the delivery SDL, `places` where its nodes have
    their ids (`rules.places`; empty in documents older than this field); `stamp` grows with every
    write of this document, across unpublishing and publishing again.
    """

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    entity: str
    type: ContentType
    typename: str
    key: str
    locale: str
    serves: list[str]
    listed: bool
    slug: str | None
    body: bytes
    places: bytes = b""
    row: bytes | None
    templates: list[dict[str, Any]]
    variables: list[dict[str, Any]]
    sort: dict[str, str]
    published_at: datetime
    first_published_at: datetime
    updated_at: datetime
    facets: dict[str, Any]
    search: dict[str, str]
    language: str
    tags: list[str]
    hash: str
    stamp: int
    seq: int
    revision: int
    reads: list[list[Any]]
    issues: list[dict[str, Any]]
    resolver: int
    config: str
    blocked: dict[str, str] | None = None
    schema_version: int = SCHEMA_VERSION

    class Settings:
        name = "resolved"
        indexes = INDEXES


class Edges(Document):
    """What a resolved document used or looked for: `<entity>|<locale>` in `targets`."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    source: str
    source_type: ContentType
    locale: str
    targets: list[str]
    target_ids: list[str]
    role: str | None = None
    schema_version: int = SCHEMA_VERSION

    class Settings:
        name = "edges"
        indexes = (
            IndexModel([("targets", ASCENDING)]),
            IndexModel([("target_ids", ASCENDING), ("source_type", ASCENDING)]),
            IndexModel([("source_type", ASCENDING), ("role", ASCENDING), ("locale", ASCENDING)]),
            IndexModel([("source", ASCENDING)]),
        )
