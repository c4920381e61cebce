"""Reading revisions: one, a page of them, or all."""

from content.documents.revisions import RevisionDocument, revision_id
from content.installation import Installation
from content.store import Session
from content.values.entity import Revision
from content.values.problems import NotFound
from content.values.value import Value


class RevisionPage(Value):
    """Some revisions of one entity, newest first; `has_more` tells of older ones."""

    items: tuple[Revision, ...]
    has_more: bool


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


async def revisions_page(
    installation: Installation,
    entity_id: str,
    *,
    first: int,
    before: int | None = None,
    session: Session | None = None,
) -> RevisionPage:
    """The newest `first` saves of an entity, of those before version `before` if that is given."""
    older = {} if before is None else {"version": {"$lt": before}}
    query = RevisionDocument.find({"entity": entity_id, **older}, session=session)
    found = await query.sort("-version").limit(first + 1).to_list()
    items = tuple(each.to_revision() for each in found[:first])
    return RevisionPage(items=items, has_more=len(found) > first)
