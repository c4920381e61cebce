"""What was saved: every revision of an entity, immutable."""

from content.documents.revisions import RevisionDocument, revision_id
from content.installation import Installation
from content.store import Session
from content.values.entity import Revision
from content.values.problems import NotFound


async def revision(
    installation: Installation, entity_id: str, version: int, session: Session | None = None
) -> Revision:
    """One save; raises NotFound."""
    name = revision_id(entity_id, version)
    found = await RevisionDocument.find_one({"_id": name}, session=session)
    if found is None:
        raise NotFound(f"there is no revision {version} of {entity_id}")
    return found.to_revision()


async def revisions(
    installation: Installation, entity_id: str, session: Session | None = None
) -> list[Revision]:
    """Every save of an entity, newest first."""
    query = RevisionDocument.find({"entity": entity_id}, session=session).sort("-version")
    return [found.to_revision() async for found in query]
