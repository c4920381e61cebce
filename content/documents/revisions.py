"""Every save, kept as it was."""

from datetime import datetime
from typing import Any

from beanie import Document
from pymongo import ASCENDING, DESCENDING, IndexModel

from content.documents.heads import SCHEMA_VERSION
from content.values.entity import Revision
from content.values.ids import ContentType
from content.values.sources import parse_source


def revision_id(entity_id: str, version: int) -> str:
    """The `_id` of a revision."""
    return f"{entity_id}:{version}"


class RevisionDocument(Document):
    """An immutable save of one entity."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    entity: str
    type: ContentType
    version: int
    source: dict[str, Any]
    home: str | None = None
    abstract: bool = False
    author: str
    at: datetime
    name: str | None = None
    schema_version: int = SCHEMA_VERSION

    class Settings:
        name = "revisions"
        indexes = (IndexModel([("entity", ASCENDING), ("version", DESCENDING)], unique=True),)

    def to_revision(self) -> Revision:
        """The value of this save."""
        return Revision(
            entity=self.entity,
            type=self.type,
            version=self.version,
            source=parse_source(self.type, self.source),
            author=self.author,
            at=self.at,
            name=self.name,
        )
