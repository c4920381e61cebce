"""What archiving, unpublishing or deleting would change, told before it is done."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import TypeVar

from content.archiving.contents import expect_archived, kept_by
from content.archiving.planning import plan_archive
from content.documents.resolved import Edges
from content.drafts import head as stored_head
from content.installation import Installation
from content.publishing import restricting, withdrawing
from content.publishing.homes import parts_of
from content.publishing.restricting import Pair, User
from content.publishing.unpublish import refuse_unpublished
from content.store import Session
from content.values.ids import EntityId, type_of
from content.values.locales import Locale
from content.values.users_fate import UsersFate
from content.values.value import Value
from content.values.within import ANYWHERE, Within

T = TypeVar("T")
Pairs = tuple[tuple[EntityId, Locale], ...]


class Consequences(Value):
    """What would happen now. It is refused with REFUSE while somebody is `needing` it.

    `withdrawn` would be served no more, `resolved_again` would change without it; `parts` at
    home share its fate. `draft_users` refer to it with their drafts, published or not. Users of
    types the caller may not see are left out, and counted in `hidden_users`.
    """

    parts: tuple[EntityId, ...] = ()
    withdrawn: Pairs = ()
    resolved_again: Pairs = ()
    needing: tuple[User, ...] = ()
    draft_users: tuple[User, ...] = ()
    hidden_users: int = 0


async def preview_archive(
    installation: Installation,
    entity_id: str,
    *,
    expected_version: int,
    users: UsersFate = UsersFate.REFUSE,
    within: Within = ANYWHERE,
) -> Consequences:
    """What `archive` with that fate of its users would change; raises NotFound and Conflict."""

    async def look(session: Session) -> Consequences:
        plan = await plan_archive(installation, entity_id, users, session)
        plan.expect(expected_version)
        parts = [head.id for head in plan.heads[1:]]
        return await _told(plan.going.pairs, parts, plan.needing, plan.drafts, within, session)

    return await _at_one_moment(installation, look)


async def preview_unpublish(
    installation: Installation,
    entity_id: str,
    locales: Sequence[str],
    *,
    users: UsersFate = UsersFate.REFUSE,
    within: Within = ANYWHERE,
) -> Consequences:
    """What `unpublish_all` with that fate of its users would change; raises NotFound."""

    async def look(session: Session) -> Consequences:
        refuse_unpublished(await stored_head(entity_id, session), locales)
        pairs = [(entity_id, locale) for locale in locales]
        going = await withdrawing.gather(installation, pairs, users, session)
        needing = await restricting.published_users(going.needing, session)
        drafts = await restricting.draft_users([entity_id], session)
        parts = sorted({entity for entity, _ in going.pairs} & await _homed(entity_id, session))
        return await _told(going.pairs, parts, needing, drafts, within, session)

    return await _at_one_moment(installation, look)


async def preview_delete(
    installation: Installation, entity_id: str, *, within: Within = ANYWHERE
) -> Consequences:
    """What `delete` would take along, and the drafts (archived ones too) that prevent it.

    Raises NotFound, and Conflict for what is not archived.
    """

    async def look(session: Session) -> Consequences:
        head = await stored_head(entity_id, session)
        expect_archived(head)
        parts = [part.id for part in await parts_of([entity_id], session)]
        keeping = await kept_by([head.id, *parts], session)
        return await _told([], parts, keeping, keeping, within, session)

    return await _at_one_moment(installation, look)


async def _at_one_moment(installation: Installation, look: Callable[[Session], Awaitable[T]]) -> T:
    async with installation.store.snapshot() as session:
        return await look(session)


async def _homed(entity_id: str, session: Session) -> set[str]:
    return {part.id for part in await parts_of([entity_id], session)}


async def _told(
    gone: Collection[Pair],
    parts: Sequence[str],
    needing: Sequence[User],
    drafts: Sequence[User],
    within: Within,
    session: Session,
) -> Consequences:
    causes = [f"{entity}|{locale}" for entity, locale in gone]
    edges = Edges.get_motor_collection()
    found = edges.find({"targets": {"$in": causes}}, {"source": 1, "locale": 1}, session=session)
    changed = {(edge["source"], edge["locale"]) async for edge in found} - set(gone)
    everyone = {user.entity_id for user in (*needing, *drafts)}
    hidden = {user for user in everyone if not within.sees(type_of(user))}
    return Consequences(
        parts=tuple(parts),
        withdrawn=tuple(gone),
        resolved_again=tuple(sorted(pair for pair in changed if within.sees(type_of(pair[0])))),
        needing=tuple(user for user in needing if user.entity_id not in hidden),
        draft_users=tuple(user for user in drafts if user.entity_id not in hidden),
        hidden_users=len(hidden),
    )
