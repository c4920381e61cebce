"""The head of every entity: one collection per content type, one envelope for all."""

from datetime import datetime
from typing import Any

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from content.values.entity import Entity, Publication
from content.values.ids import ContentType
from content.values.sources import parse_source

SCHEMA_VERSION = 1
"""Stored with every document; raised when the stored shape changes."""


class Head(Document):
    """What editors edit, and which revision each locale publishes.

    `references` are the ids the head source names; `texts` are hashes that find an equal
    statement or question again; `hashes` tells by locale whether the draft differs from what is
    published; `search` is what a list of drafts is searched by; `thinned` counts how often old
    saves were deleted.
    """

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId, ours are prefixed ULIDs
    type: ContentType
    key: str
    version: int
    source: dict[str, Any]
    home: str | None = None
    abstract: bool = False
    archived: bool = False
    archived_at: datetime | None = None
    published: dict[str, Publication] = Field(default_factory=dict)
    references: list[str] = Field(default_factory=list)
    texts: list[str] = Field(default_factory=list)
    hashes: dict[str, str] = Field(default_factory=dict)
    search: str = ""
    thinned: int = 0
    created_at: datetime
    saved_at: datetime
    saved_by: str
    created_by: str = ""
    schema_version: int = SCHEMA_VERSION

    def to_entity(self) -> Entity:
        """The value operations and rules work on."""
        return Entity(
            id=self.id,
            type=self.type,
            key=self.key,
            version=self.version,
            source=parse_source(self.type, self.source),
            home=self.home,
            abstract=self.abstract,
            archived=self.archived,
            archived_at=self.archived_at,
            published=self.published,
            hashes=self.hashes,
            created_at=self.created_at,
            saved_at=self.saved_at,
            saved_by=self.saved_by,
            created_by=self.created_by,
        )


INDEXES = [
    IndexModel([("key", ASCENDING)], unique=True),
    IndexModel([("references", ASCENDING)]),
    IndexModel([("texts", ASCENDING)]),
    IndexModel([("home", ASCENDING)]),
    IndexModel([("saved_at", DESCENDING), ("_id", ASCENDING)]),
    IndexModel([("saved_by", ASCENDING)]),
    IndexModel([("created_by", ASCENDING)]),
    IndexModel([("archived_at", ASCENDING)], partialFilterExpression={"archived": True}),
]


class RoleHead(Head):
    class Settings:
        name = "roles"
        indexes = INDEXES


class StatementHead(Head):
    class Settings:
        name = "statements"
        indexes = INDEXES


class InterviewQuestionHead(Head):
    class Settings:
        name = "interview_questions"
        indexes = INDEXES


class SnippetHead(Head):
    class Settings:
        name = "snippets"
        indexes = INDEXES


class JobDescriptionHead(Head):
    class Settings:
        name = "job_descriptions"
        indexes = INDEXES


class RolePageHead(Head):
    class Settings:
        name = "role_pages"
        indexes = INDEXES


class OrganizationHead(Head):
    class Settings:
        name = "organizations"
        indexes = INDEXES


class JobFamilyHead(Head):
    class Settings:
        name = "job_families"
        indexes = INDEXES


class SkillHead(Head):
    class Settings:
        name = "skills"
        indexes = INDEXES


class CompetencyHead(Head):
    class Settings:
        name = "competencies"
        indexes = INDEXES


HEADS: dict[ContentType, type[Head]] = {
    ContentType.ROLE: RoleHead,
    ContentType.STATEMENT: StatementHead,
    ContentType.INTERVIEW_QUESTION: InterviewQuestionHead,
    ContentType.SNIPPET: SnippetHead,
    ContentType.JOB_DESCRIPTION: JobDescriptionHead,
    ContentType.ROLE_PAGE: RolePageHead,
    ContentType.ORGANIZATION: OrganizationHead,
    ContentType.JOB_FAMILY: JobFamilyHead,
    ContentType.SKILL: SkillHead,
    ContentType.COMPETENCY: CompetencyHead,
}
