"""Sharing: a part written for one page becomes everybody's."""

from content.drafts import head as stored_head
from content.editing import store_revision
from content.idempotency import Once, once_only
from content.installation import Installation
from content.recording import Deed, record
from content.store import Session
from content.values.entity import Entity
from content.values.problems import Conflict, Forbidden
from content.values.sources import parse_source
from content.values.within import ANYWHERE, Within


async def share(
    installation: Installation,
    entity_id: str,
    *,
    expected_version: int,
    by: str,
    within: Within = ANYWHERE,
    once: Once | None = None,
    session: Session | None = None,
) -> Entity:
    """The part without a home, as a new revision: from now on any page may use it.

    Raises NotFound, Conflict if it is not at that version, archived or shared already, and
    Forbidden unless `within` covers every locale of its type.
    """

    async def work(session: Session) -> Entity:
        head = await stored_head(entity_id, session)
        if head.version != expected_version:
            raise Conflict(
                f"{head.key} is at version {head.version}, not {expected_version}",
                current_version=head.version,
                saved_by=head.saved_by,
            )
        if head.archived:
            raise Conflict(f"{head.key} is archived; restore it first")
        if head.home is None:
            raise Conflict(f"{head.key} is shared already")
        if not within.covers(head.type):
            raise Forbidden(f"your grants do not cover all of {head.key}", [head.key])
        shared = head.model_copy(update={"home": None})
        source = parse_source(head.type, head.source)
        entity = await store_revision(installation, shared, source, by=by, session=session)
        deed = Deed(action="share", entity=entity_id, revision=entity.version)
        await record([deed], by=by, at=entity.saved_at, session=session)
        return entity

    remembered = once_only(installation, once, Entity, work)
    return await (remembered(session) if session else installation.store.transaction(remembered))
