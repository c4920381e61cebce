"""Unpublishing: locales stop serving an entity; whoever cannot do without it is asked."""

from collections.abc import Sequence

from content.documents.heads import Head
from content.drafts import head as stored_head
from content.idempotency import Once, once_only
from content.installation import Installation
from content.publishing import restricting, withdrawing
from content.publishing.flattening import flatten_users
from content.publishing.restricting import Pair
from content.publishing.withdrawing import Going
from content.rules.resolution.withdrawal import Withdrawal
from content.settling.run import left_of, settle_after
from content.store import Session
from content.values.ids import EntityId
from content.values.locales import Locale
from content.values.problems import NotFound
from content.values.users_fate import UsersFate
from content.values.value import Value
from content.values.within import ANYWHERE, Within


class Unpublished(Value):
    """What an unpublish did. `still_carrying` documents are served without the part meanwhile.

    `flattened` are users that show own copies of it from now on.
    """

    items: tuple[tuple[EntityId, Locale], ...]
    flattened: tuple[EntityId, ...] = ()
    job_id: str | None = None
    still_carrying: int = 0


async def unpublish(
    installation: Installation,
    entity_id: str,
    locale: str,
    *,
    users: UsersFate = UsersFate.REFUSE,
    by: str,
    within: Within = ANYWHERE,
    once: Once | None = None,
    session: Session | None = None,
) -> Unpublished:
    """The locale serves the entity no more; raises as `unpublish_all` does."""
    return await unpublish_all(
        installation,
        entity_id,
        [locale],
        users=users,
        by=by,
        within=within,
        once=once,
        session=session,
    )


async def unpublish_all(
    installation: Installation,
    entity_id: str,
    locales: Sequence[str],
    *,
    users: UsersFate = UsersFate.REFUSE,
    by: str,
    within: Within = ANYWHERE,
    once: Once | None = None,
    session: Session | None = None,
) -> Unpublished:
    """These locales serve the entity no more, in one transaction; parts at home go with it.

    Raises NotFound if it is not published in one of them, and Restricted with the users
    (published and draft) that cannot do without it: pages of a role, pages that extend it,
    one-target blocks. `users` takes those along or flattens them. Raises Forbidden for what
    would change outside `within`.
    """
    joined, is_new = session is not None, False

    async def work(session: Session) -> Unpublished:
        nonlocal is_new
        is_new = True
        going = await _going(installation, entity_id, locales, users, session)
        if users is UsersFate.REFUSE and going.needing:
            told = f"{entity_id} cannot be withdrawn, for these cannot do without it"
            restricting.refuse(told, await withdrawing.users_told(going, session), within)
        withdrawing.refuse_foreign(going.pairs, within)
        flattened = await flatten_users(
            installation,
            {entity for entity, _ in going.pairs},
            [user for user, _ in going.needing],
            by=by,
            within=within,
            session=session,
        )
        job_id = await withdrawing.withdraw(
            installation, going.pairs, by=by, leased=not joined, session=session
        )
        return Unpublished(items=tuple(going.pairs), flattened=flattened, job_id=job_id)

    remembered = once_only(installation, once, Unpublished, work)

    async def attempt(session: Session) -> Unpublished:
        nonlocal is_new
        is_new = False
        return await remembered(session)

    if session is not None:
        return await remembered(session)
    done = await installation.store.transaction(attempt)
    left = await settled(installation, done.job_id, done.items, is_new=is_new)
    return done.model_copy(update={"still_carrying": left})


async def settled(
    installation: Installation, job_id: str | None, items: Sequence[Pair], *, is_new: bool
) -> int:
    """Settles what was just withdrawn; how many documents still carry it.

    What an earlier request withdrew is only looked at: it is settled, or somebody is at it.
    """
    if not is_new:
        return await left_of(job_id)
    withdrawals = [Withdrawal(entity, locale) for entity, locale in items]
    return await settle_after(installation, job_id, withdrawals)


async def _going(
    installation: Installation,
    entity_id: str,
    locales: Sequence[str],
    users: UsersFate,
    session: Session,
) -> Going:
    head = await stored_head(entity_id, session)
    refuse_unpublished(head, locales)
    pairs = [(entity_id, locale) for locale in locales]
    return await withdrawing.gather(installation, pairs, users, session)


def refuse_unpublished(head: Head, locales: Sequence[str]) -> None:
    """Raises NotFound with the locales in which it is not published."""
    entity = head.to_entity()
    missing = [locale for locale in locales if not entity.is_published(locale)]
    if missing:
        raise NotFound(f"{head.key} is not published in {', '.join(missing)}")
