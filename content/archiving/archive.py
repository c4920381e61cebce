"""Archiving: an entity goes into the trash, and out of everything that readers see."""

from datetime import datetime

from content.archiving.contents import KEPT, mark
from content.archiving.planning import plan_archive
from content.drafts import get
from content.idempotency import Once, once_only
from content.installation import Installation
from content.publishing import withdrawing
from content.publishing.flattening import flatten_users
from content.publishing.restricting import User
from content.publishing.unpublish import settled
from content.recording import Deed, record
from content.store import Session
from content.values.entity import Entity
from content.values.ids import EntityId
from content.values.locales import Locale
from content.values.users_fate import UsersFate
from content.values.value import Value
from content.values.within import ANYWHERE, Within


class Archived(Value):
    """What an archive did, and until when it can be undone.

    `parts` were at home on it. `draft_users` still refer to it: a list goes without it, one
    that needs it cannot be published. `flattened` show own copies from now on.
    """

    entity: Entity
    parts: tuple[EntityId, ...] = ()
    withdrawn: tuple[tuple[EntityId, Locale], ...] = ()
    flattened: tuple[EntityId, ...] = ()
    draft_users: tuple[User, ...] = ()
    restorable_until: datetime
    job_id: str | None = None
    still_carrying: int = 0


async def archive(
    installation: Installation,
    entity_id: str,
    *,
    expected_version: int,
    users: UsersFate = UsersFate.REFUSE,
    by: str,
    within: Within = ANYWHERE,
    once: Once | None = None,
    session: Session | None = None,
) -> Archived:
    """The entity and the parts at home on it in the trash, unpublished in every locale.

    It keeps its key. Raises NotFound, Conflict (another version, archived already),
    Restricted with those that cannot do without it, published and draft, unless `users`
    withdraws or flattens them (a page's role cannot be flattened), and Forbidden for what
    would change outside `within`.
    """
    joined, is_new = session is not None, False

    async def work(session: Session) -> Archived:
        nonlocal is_new
        is_new = True
        plan = await plan_archive(installation, entity_id, users, session)
        plan.expect(expected_version)
        plan.refuse(users, within)
        going = plan.going
        flattened = await flatten_users(
            installation,
            [head.id for head in plan.heads],
            [user.entity_id for user in plan.needing] if users is UsersFate.FLATTEN else [],
            by=by,
            within=within,
            session=session,
        )
        job_id = await withdrawing.withdraw(
            installation, going.pairs, by=by, leased=not joined, session=session
        )
        now = installation.clock()
        await mark(plan.heads, {"archived": True, "archived_at": now}, session)
        deeds = [
            Deed(action="archive", entity=head.id, revision=head.version) for head in plan.heads
        ]
        await record(deeds, by=by, at=now, session=session)
        return Archived(
            entity=await get(installation, entity_id, session),
            parts=tuple(head.id for head in plan.heads[1:]),
            withdrawn=tuple(going.pairs),
            flattened=flattened,
            draft_users=tuple(each for each in plan.drafts if each.entity_id not in flattened),
            restorable_until=now + KEPT,
            job_id=job_id,
        )

    remembered = once_only(installation, once, Archived, work)

    async def attempt(session: Session) -> Archived:
        nonlocal is_new
        is_new = False
        return await remembered(session)

    if session is not None:
        return await remembered(session)
    done = await installation.store.transaction(attempt)
    left = await settled(installation, done.job_id, done.withdrawn, is_new=is_new)
    return done.model_copy(update={"still_carrying": left})
