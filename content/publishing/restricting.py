"""Who cannot do without an entity: pages of a role, pages that extend, one-target blocks."""

from collections.abc import Iterable

from content.documents.resolved import Edges
from content.drafts import heads, users_of
from content.installation import Installation
from content.resolving.loading import load_published
from content.rules.references import Bond, references
from content.store import Session
from content.values.problems import Restricted
from content.values.sources import parse_source

Pair = tuple[str, str]
"""An entity and a locale."""


async def restricted_users(
    installation: Installation, pair: Pair, gone: Iterable[Pair], session: Session
) -> list[Pair]:
    """The published (entity, locale)s that cannot be shown once the pair is gone."""
    entity, locale = pair
    query = Edges.get_motor_collection().find({"targets": f"{entity}|{locale}"}, session=session)
    holders = [(each["source"], each["locale"]) async for each in query]
    users = [holder for holder in holders if holder[0] != entity and holder not in set(gone)]
    if not users:
        return []
    snapshot = await load_published({user for user, _ in users} | {entity}, session)
    needing = []
    for user, user_locale in users:
        published = snapshot.get((user, user_locale))
        source = getattr(published, "source", None)
        bonds = (
            {each.bond for each in references(source) if each.target == entity} if source else ()
        )
        chain = installation.locales.chain(user_locale)
        left = [
            other
            for other in chain
            if (entity, other) not in set(gone)
            and getattr(snapshot.get((entity, other)), "source", None) is not None
        ]
        if Bond.RESTRICT in bonds and not left:
            needing.append((user, user_locale))
    return needing


async def refuse(pair: Pair, users: list[Pair], session: Session) -> None:
    """Raises Restricted with the users, published and draft."""
    entity, locale = pair
    known = {head.id: head.key for head in await heads((user for user, _ in users), session)}
    named = [(user, f"{known[user]} ({at})") for user, at in users]
    for draft in await users_of(entity, session):
        source = parse_source(draft["type"], draft["source"])
        needs = any(
            each.target == entity and each.bond is Bond.RESTRICT for each in references(source)
        )
        if needs and draft["_id"] not in known:
            named.append((draft["_id"], f"{draft['key']} (draft)"))
    raise Restricted(
        f"{entity} cannot be withdrawn from {locale}: "
        + ", ".join(name for _, name in named[:5])
        + (f" and {len(named) - 5} more" if len(named) > 5 else "")
        + " cannot do without it",
        named,
    )
