"""Deleting: what was archived goes for good, with every revision of it."""

from collections.abc import Sequence

from content.archiving.contents import KEPT, expect_archived, kept_by, refuse_foreign
from content.documents.heads import HEADS, Head
from content.documents.paths import Path
from content.documents.revisions import RevisionDocument
from content.documents.work import JobKind
from content.drafts import head as stored_head
from content.idempotency import Once, once_only
from content.installation import Installation
from content.publishing import restricting
from content.publishing.homes import parts_of
from content.recording import Deed, record
from content.resolving.storing import remove_all_of
from content.settling.jobs import leave_job
from content.store import Session
from content.values.ids import EntityId, type_of
from content.values.problems import Conflict, NotFound, Restricted
from content.values.value import Value
from content.values.within import ANYWHERE, Within

SWEEPER = "rolebook"
"""Who deletes what nobody restored."""


class Deleted(Value):
    """What is gone for good: an entity, and the parts that were at home on it."""

    entity_id: EntityId
    parts: tuple[EntityId, ...] = ()


async def delete(
    installation: Installation,
    entity_id: str,
    *,
    by: str,
    within: Within = ANYWHERE,
    once: Once | None = None,
    session: Session | None = None,
) -> Deleted:
    """An archived entity gone for good: its revisions, its old slugs, the parts at home on it.

    Its key and its slugs are free again; the audit log keeps what was done to it. Raises
    NotFound, Conflict for one that is not archived, Restricted with the drafts that refer to
    it (archived ones too, for they may be restored), Forbidden.
    """

    async def work(session: Session) -> Deleted:
        return await _delete(installation, entity_id, (), by, within, session)

    remembered = once_only(installation, once, Deleted, work)
    done = await (remembered(session) if session else installation.store.transaction(remembered))
    installation.jobs_waiting.set()
    return done


async def delete_expired(installation: Installation) -> list[Deleted]:
    """Deletes what was archived more than 30 days ago; what others still refer to stays.

    Entities that refer to each other alone go together. Another process may be at it, too.
    """
    expired = await _expired(installation)
    deleted: list[Deleted] = []
    for entity_id in expired:

        async def work(session: Session, entity_id: str = entity_id) -> Deleted:
            return await _delete(installation, entity_id, expired, SWEEPER, ANYWHERE, session)

        try:
            deleted.append(await installation.store.transaction(work))
        except (Conflict, NotFound, Restricted):
            continue
    if deleted:
        installation.jobs_waiting.set()
    return deleted


async def _expired(installation: Installation) -> list[str]:
    """What may go: archived long enough ago, and referred to by nothing that stays."""
    before = installation.clock() - KEPT
    expired: set[str] = set()
    async with installation.store.snapshot() as session:
        for document in HEADS.values():
            found = document.get_motor_collection().find(
                {"archived": True, "archived_at": {"$lte": before}}, {"_id": 1}, session=session
            )
            expired |= {head["_id"] async for head in found}
        while expired:
            kept: set[str] = set()
            for entity_id in expired:
                parts = [part.id for part in await parts_of([entity_id], session)]
                users = await kept_by([entity_id, *parts], session)
                if any(user.entity_id not in expired for user in users):
                    kept.add(entity_id)
            if not kept:
                break
            expired -= kept
    return sorted(expired)


async def _delete(
    installation: Installation,
    entity_id: str,
    going_too: Sequence[str],
    by: str,
    within: Within,
    session: Session,
) -> Deleted:
    head = await stored_head(entity_id, session)
    expect_archived(head)
    heads = [head, *await parts_of([entity_id], session)]
    refuse_foreign(heads, within)
    ids = [each.id for each in heads]
    users = [user for user in await kept_by(ids, session) if user.entity_id not in going_too]
    if users:
        told = f"{head.key} cannot be deleted, for these drafts refer to it"
        restricting.refuse(told, users, within)
    await _remove(installation, heads, session)
    deeds = [
        Deed(action="delete", entity=each.id, revision=each.version, details={"key": each.key})
        for each in heads
    ]
    await record(deeds, by=by, at=installation.clock(), session=session)
    causes = [f"{each.id}|{locale}" for each in heads for locale in each.published]
    # Whoever looked for it finds now that it never was, not that it was withdrawn.
    if causes:
        await leave_job(installation, JobKind.SETTLE, causes, [], leased=False, session=session)
    return Deleted(entity_id=entity_id, parts=tuple(ids[1:]))


async def _remove(installation: Installation, heads: Sequence[Head], session: Session) -> None:
    ids = [head.id for head in heads]
    await RevisionDocument.get_motor_collection().delete_many(
        {"entity": {"$in": ids}}, session=session
    )
    await remove_all_of(installation, ids, session)
    await Path.get_motor_collection().delete_many({"entity": {"$in": ids}}, session=session)
    for entity_id in ids:
        collection = HEADS[type_of(entity_id)].get_motor_collection()
        await collection.delete_one({"_id": entity_id}, session=session)
