"""Unpublishing: one locale stops serving an entity; whoever cannot do without it is asked."""

from content.documents.heads import HEADS, Head
from content.documents.work import JobKind
from content.drafts import head as stored_head
from content.drafts import heads
from content.installation import Installation
from content.publishing import paths, restricting
from content.publishing.restricting import Pair
from content.recording import Deed, record
from content.resolving.documents import resolve_all, resolved_documents
from content.resolving.loading import load_published
from content.resolving.storing import edges_document, remove, store
from content.rules.resolution.withdrawal import Withdrawal
from content.settling.jobs import leave_job
from content.settling.run import settle_after
from content.store import Session
from content.values.locales import Locale
from content.values.problems import NotFound
from content.values.value import Value


class Unpublished(Value):
    """What an unpublish did. `still_carrying` documents are served without the part meanwhile."""

    items: tuple[tuple[str, Locale], ...]
    job_id: str | None = None
    still_carrying: int = 0


async def unpublish(
    installation: Installation,
    entity_id: str,
    locale: str,
    *,
    withdraw_users: bool = False,
    by: str,
    session: Session | None = None,
) -> Unpublished:
    """The locale serves the entity no more; parts at home on it go with it.

    Raises NotFound if it is not published there, and Restricted with the users (published and
    draft) that cannot do without it: pages of a role, pages that extend it, one-target blocks.
    `withdraw_users` unpublishes those in the same transaction.
    """
    joined = session is not None

    async def work(session: Session) -> Unpublished:
        return await _unpublish(
            installation,
            entity_id,
            locale,
            withdraw_users=withdraw_users,
            by=by,
            session=session,
            leased=not joined,
        )

    if session is not None:
        return await work(session)
    done = await installation.store.transaction(work)
    withdrawals = [Withdrawal(entity, gone) for entity, gone in done.items]
    left = await settle_after(installation, done.job_id, withdrawals)
    return done.model_copy(update={"still_carrying": left})


async def _unpublish(
    installation: Installation,
    entity_id: str,
    locale: str,
    *,
    withdraw_users: bool,
    by: str,
    session: Session,
    leased: bool,
) -> Unpublished:
    now = installation.clock()
    first = await stored_head(entity_id, session)
    if not first.to_entity().is_published(locale):
        raise NotFound(f"{first.key} is not published in {locale}")
    gone = await _gather(installation, (entity_id, locale), withdraw_users, session)
    going = {head.id: head for head in await heads((entity for entity, _ in gone), session)}
    for entity, each in gone:
        await _move_head(going[entity], each, now, session)
        await paths.release(going[entity].type, entity, each, session)
    await remove([f"{entity}:{each}" for entity, each in gone], session)
    snapshot = await load_published(going, session)
    resolutions = resolve_all(installation, set(going), snapshot)
    documents = await resolved_documents(installation, resolutions, snapshot, session)
    edges = [edges_document(each, snapshot) for each in resolutions.values()]
    await store(documents, edges, session)
    deeds = [Deed(action="unpublish", entity=entity, locale=each) for entity, each in gone]
    await record(deeds, by=by, at=now, session=session)
    job_id = await leave_job(
        installation,
        JobKind.WITHDRAW,
        [f"{entity}|{each}" for entity, each in gone],
        [Withdrawal(entity, each) for entity, each in gone],
        leased=leased,
        session=session,
    )
    return Unpublished(items=tuple(gone), job_id=job_id)


async def _gather(
    installation: Installation, first: Pair, withdraw_users: bool, session: Session
) -> list[Pair]:
    """The pairs that go: the first, its users if asked for, and the parts at home on them."""
    gone: dict[Pair, None] = {}
    frontier = [first]
    while frontier:
        gone.update(dict.fromkeys(frontier))
        found: list[Pair] = []
        for pair in frontier:
            users = await restricting.restricted_users(installation, pair, gone, session)
            if users and not withdraw_users:
                await restricting.refuse(pair, users, session)
            found += users
            found += await _at_home(pair, session)
        frontier = [pair for pair in dict.fromkeys(found) if pair not in gone]
    return list(gone)


async def _at_home(pair: Pair, session: Session) -> list[Pair]:
    entity, locale = pair
    found: list[Pair] = []
    for document in HEADS.values():
        query = document.find({"home": entity}, session=session)
        async for head in query:
            if head.to_entity().is_published(locale):
                found.append((head.id, locale))
    return found


async def _move_head(head: Head, locale: str, now: object, session: Session) -> None:
    before = head.published[locale]
    await (
        HEADS[head.type]
        .get_motor_collection()
        .update_one(
            {"_id": head.id},
            {
                "$set": {
                    f"published.{locale}.revision": None,
                    f"published.{locale}.seq": before.seq + 1,
                    f"published.{locale}.hash": "",
                    f"published.{locale}.at": now,
                }
            },
            session=session,
        )
    )
