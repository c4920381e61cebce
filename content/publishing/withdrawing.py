"""Withdrawing: what has to go with a publication, and taking it all away in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from content.documents.heads import HEADS
from content.documents.work import JobKind
from content.drafts import heads
from content.installation import Installation
from content.publishing import paths, restricting
from content.publishing.homes import parts_of
from content.publishing.restricting import Pair, User
from content.recording import Deed, record
from content.resolving.documents import resolve_all, resolved_documents
from content.resolving.loading import load_published
from content.resolving.storing import edges_document, remove, store
from content.rules.resolution.withdrawal import Withdrawal
from content.settling.jobs import leave_job
from content.store import Session
from content.store.bulk import update_all
from content.values.ids import ContentType, type_of
from content.values.problems import Forbidden
from content.values.users_fate import UsersFate
from content.values.within import Within


@dataclass
class Going:
    """What goes, and who of those that stay cannot do without it."""

    pairs: list[Pair]
    needing: list[Pair] = field(default_factory=list)


async def gather(
    installation: Installation, first: Iterable[Pair], users: UsersFate, session: Session
) -> Going:
    """The first pairs, the parts at home on them and, with WITHDRAW, whoever needs these."""
    gone: dict[Pair, None] = {}
    needing: dict[Pair, None] = {}
    frontier = list(dict.fromkeys(first))
    while frontier:
        gone.update(dict.fromkeys(frontier))
        found: list[Pair] = []
        for pair in frontier:
            needed_by = await restricting.restricted_users(installation, pair, gone, session)
            needing.update(dict.fromkeys(needed_by))
            if users is UsersFate.WITHDRAW:
                found += needed_by
        found += await _at_home(frontier, session)
        frontier = [pair for pair in dict.fromkeys(found) if pair not in gone]
    return Going(list(gone), [pair for pair in needing if pair not in gone])


async def _at_home(pairs: Iterable[Pair], session: Session) -> list[Pair]:
    locales: dict[str, list[str]] = {}
    for entity, locale in pairs:
        locales.setdefault(entity, []).append(locale)
    return [
        (part.id, locale)
        for part in await parts_of(locales, session)
        for locale in locales[part.home or ""]
        if part.to_entity().is_published(locale)
    ]


def refuse_foreign(pairs: Iterable[Pair], within: Within) -> None:
    """Raises Forbidden with each entity and locale that the grants leave out."""
    foreign = [
        f"{entity} ({locale})"
        for entity, locale in pairs
        if not within.covers(type_of(entity), locale)
    ]
    if foreign:
        raise Forbidden(f"your grants do not cover: {', '.join(foreign[:5])}", foreign)


async def withdraw(
    installation: Installation, pairs: Sequence[Pair], *, by: str, leased: bool, session: Session
) -> str | None:
    """None of the pairs serves anything from here on; the job that settles their users.

    Slugs become redirects, further locales of the same entities are resolved again.
    """
    if not pairs:
        return None
    now = installation.clock()
    await _move_heads(pairs, now, session)
    for entity, locale in pairs:
        if type_of(entity) is ContentType.ROLE_PAGE:
            await paths.release(ContentType.ROLE_PAGE, entity, locale, session)
    await remove(installation, [f"{entity}:{locale}" for entity, locale in pairs], session)
    entities = {entity for entity, _ in pairs}
    snapshot = await load_published(entities, session)
    resolutions = resolve_all(installation, entities, snapshot)
    documents = await resolved_documents(installation, resolutions, snapshot, session)
    edges = [edges_document(each, snapshot) for each in resolutions.values()]
    await store(installation, documents, edges, session)
    deeds = [Deed(action="unpublish", entity=entity, locale=locale) for entity, locale in pairs]
    await record(deeds, by=by, at=now, session=session)
    return await leave_job(
        installation,
        JobKind.WITHDRAW,
        [f"{entity}|{locale}" for entity, locale in pairs],
        [Withdrawal(entity, locale) for entity, locale in pairs],
        leased=leased,
        session=session,
    )


async def _move_heads(pairs: Sequence[Pair], now: datetime, session: Session) -> None:
    known = {head.id: head for head in await heads((entity for entity, _ in pairs), session)}
    updates: dict[ContentType, list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for entity, locale in pairs:
        before = known[entity].published[locale]
        nothing = {"revision": None, "seq": before.seq + 1, "hash": "", "at": now}
        changes = {f"published.{locale}.{name}": value for name, value in nothing.items()}
        update = ({"_id": entity}, {"$set": changes})
        updates.setdefault(known[entity].type, []).append(update)
    for content_type, some in updates.items():
        await update_all(HEADS[content_type].get_motor_collection(), some, session)


async def users_told(going: Going, session: Session) -> list[User]:
    """Those who cannot do without what goes, published and with their drafts."""
    published = await restricting.published_users(going.needing, session)
    ids = {entity for entity, _ in going.pairs}
    known = {user.entity_id for user in published}
    drafts = await restricting.draft_users(ids, session)
    return published + [each for each in drafts if each.needs_it and each.entity_id not in known]
