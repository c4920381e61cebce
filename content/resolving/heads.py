"""What is read of a head beside its source, and whose heads are read along with one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from content.resolving.remembering import Save
from content.values.entity import Publication
from content.values.ids import ContentType

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
    "source.kind": 1,
    "source.extends": 1,
}
"""The projection that `facts_of` reads."""

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


class HeadFacts(NamedTuple):
    """A head without its source."""

    id: str
    type: ContentType
    key: str
    version: int
    home: str | None
    abstract: bool
    archived: bool
    published: dict[str, Publication]
    hashes: Mapping[str, str]
    created_at: datetime
    kind: str | None
    extends: str | None

    def save(self, version: int) -> Save:
        """One of its revisions."""
        return Save(self.id, version, self.created_at)


def facts_of(document: Mapping[str, Any]) -> HeadFacts:
    """The head that was read with `FIELDS`."""
    source = document.get("source", {})
    return HeadFacts(
        id=document["_id"],
        type=ContentType(document["type"]),
        key=document["key"],
        version=document["version"],
        home=document.get("home"),
        abstract=document["abstract"],
        archived=document["archived"],
        published={
            locale: Publication.model_construct(**publication)
            for locale, publication in document["published"].items()
        },
        hashes=document.get("hashes", {}),
        created_at=document["created_at"],
        kind=source.get("kind"),
        extends=source.get("extends"),
    )
