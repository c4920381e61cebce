"""What is read of a head beside its source, and whose heads are read along with one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from content.resolving.remembering import Save
from content.values.entity import Publication
from content.values.ids import ContentType
from content.values.value import trusted

FIELDS: Final = {
    "type": 1,
    "key": 1,
    "version": 1,
    "home": 1,
    "abstract": 1,
    "archived": 1,
    "published": 1,
    "hashes": 1,
    "created_at": 1,
    "created_by": 1,
    "source.kind": 1,
    "source.extends": 1,
}
"""The projection that `HeadFacts` are made of."""

_PARTS: Final = (ContentType.ROLE, ContentType.STATEMENT, ContentType.INTERVIEW_QUESTION)
REFERS_TO: Final[dict[ContentType, tuple[ContentType, ...]]] = {
    ContentType.ROLE: (ContentType.JOB_FAMILY, ContentType.SKILL),
    ContentType.STATEMENT: (ContentType.SKILL,),
    ContentType.INTERVIEW_QUESTION: (ContentType.SKILL, ContentType.COMPETENCY),
    ContentType.JOB_DESCRIPTION: (
        *_PARTS,
        ContentType.SNIPPET,
        ContentType.JOB_DESCRIPTION,
        ContentType.ORGANIZATION,
    ),
    ContentType.ROLE_PAGE: (
        *_PARTS,
        ContentType.SNIPPET,
        ContentType.JOB_DESCRIPTION,
        ContentType.ROLE_PAGE,
    ),
}
"""The types a source may name; a type that is left out here is read when it is asked for."""


class HeadFacts:
    """A head without its source, made of what was read with `FIELDS`."""

    __slots__ = (
        "_published",
        "_stored",
        "abstract",
        "archived",
        "created_at",
        "created_by",
        "extends",
        "hashes",
        "home",
        "id",
        "key",
        "kind",
        "type",
        "version",
    )

    def __init__(self, stored: Mapping[str, Any]) -> None:
        source = stored.get("source", {})
        self.id: str = stored["_id"]
        self.type = ContentType(stored["type"])
        self.key: str = stored["key"]
        self.version: int = stored["version"]
        self.home: str | None = stored.get("home")
        self.abstract: bool = stored["abstract"]
        self.archived: bool = stored["archived"]
        self.hashes: Mapping[str, str] = stored.get("hashes", {})
        self.created_at: datetime = stored["created_at"]
        self.created_by: str = stored.get("created_by", "")
        self.kind: str | None = source.get("kind")
        self.extends: str | None = source.get("extends")
        self._stored: Mapping[str, dict[str, Any]] = stored["published"]
        self._published: dict[str, Publication] | None = None

    @property
    def published(self) -> dict[str, Publication]:
        """What each locale serves."""
        if self._published is None:
            self._published = {
                locale: trusted(Publication, publication)
                for locale, publication in self._stored.items()
            }
        return self._published

    def save(self, version: int) -> Save:
        """One of its revisions."""
        return Save(self.id, version, self.created_at)
