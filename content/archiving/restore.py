"""Restoring: an entity comes back from the trash as a draft."""

from content.archiving.contents import KEPT, expect_version, mark, refuse_foreign
from content.documents.heads import Head
from content.drafts import get, heads
from content.drafts import head as stored_head
from content.idempotency import Once, once_only
from content.installation import Installation
from content.publishing.homes import parts_of
from content.recording import Deed, record
from content.store import Session
from content.values.entity import Entity
from content.values.ids import EntityId
from content.values.problems import Conflict
from content.values.value import Value
from content.values.within import ANYWHERE, Within


class Restored(Value):
    """The entity as a draft again, and the parts at home on it that came back with it."""

    entity: Entity
    parts: tuple[EntityId, ...] = ()


async def restore(
    installation: Installation,
    entity_id: str,
    *,
    expected_version: int,
    by: str,
    within: Within = ANYWHERE,
    once: Once | None = None,
    session: Session | None = None,
) -> Restored:
    """The entity out of the trash with the parts that were archived along; nothing is published.

    Raises NotFound, Conflict (another version, not archived, archived more than 30 days ago, a
    part whose home is archived), Forbidden.
    """

    async def work(session: Session) -> Restored:
        head = await stored_head(entity_id, session)
        expect_version(head, expected_version)
        now = installation.clock()
        if not head.archived:
            raise Conflict(f"{head.key} is not archived")
        if head.archived_at is not None and head.archived_at <= now - KEPT:
            raise Conflict(f"{head.key} was archived more than 30 days ago and is being deleted")
        await _refuse_homeless(head, session)
        parts = await parts_of([entity_id], session)
        back = [head, *(part for part in parts if part.archived_at == head.archived_at)]
        refuse_foreign(back, within)
        await mark(back, {"archived": False, "archived_at": None}, session)
        deeds = [Deed(action="restore", entity=each.id, revision=each.version) for each in back]
        await record(deeds, by=by, at=now, session=session)
        entity = await get(installation, entity_id, session)
        return Restored(entity=entity, parts=tuple(each.id for each in back[1:]))

    remembered = once_only(installation, once, Restored, work)
    return await (remembered(session) if session else installation.store.transaction(remembered))


async def _refuse_homeless(head: Head, session: Session) -> None:
    for home in await heads([head.home] if head.home else [], session):
        if home.archived:
            raise Conflict(f"{head.key} belongs to {home.key}, which is archived: restore that")
