"""Who uses an entity, and who cannot do without it: pages of a role, children, one-target uses."""

from collections.abc import Collection, Iterable
from typing import Any

from content.documents.heads import HEADS
from content.documents.resolved import Edges
from content.drafts import heads
from content.installation import Installation
from content.resolving.loading import load_published
from content.rules.references import Bond, references
from content.store import Session
from content.values.ids import ContentType, EntityId, Key, type_of
from content.values.locales import Locale
from content.values.problems import Restricted
from content.values.sources import Source, parse_source
from content.values.value import Value
from content.values.within import Within

Pair = tuple[str, str]
"""An entity and a locale."""


class User(Value):
    """Who uses something: published in a locale, or with its draft, which has none.

    `needs_it` tells one that cannot do without it from one that merely lists it.
    """

    entity_id: EntityId
    key: Key
    locale: Locale | None = None
    needs_it: bool = True
    archived: bool = False

    @property
    def name(self) -> str:
        """Its type, its key and where it uses the thing, for people."""
        kind = type_of(self.entity_id).value.lower().replace("_", " ")
        where = self.locale or ("archived" if self.archived else "draft")
        return f"{kind} {self.key} ({where})"


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
        # A locale that is not configured any more falls back to none.
        chain = installation.locales.chains.get(user_locale, (user_locale,))
        left = [
            other
            for other in chain
            if (entity, other) not in set(gone)
            and getattr(snapshot.get((entity, other)), "source", None) is not None
        ]
        if Bond.RESTRICT in bonds and not left:
            needing.append((user, user_locale))
    return needing


async def draft_users(
    ids: Collection[str], session: Session | None, *, archived: bool = False
) -> list[User]:
    """Those outside whose draft refers to one of these; the archived ones only if asked for."""
    found: list[User] = []
    query: dict[str, Any] = {"references": {"$in": list(ids)}, "_id": {"$nin": list(ids)}}
    if not archived:
        query["archived"] = False
    for content_type, document in HEADS.items():
        # A role or a statement merely lists others: only composed entities need what they use.
        is_composed = content_type in (ContentType.ROLE_PAGE, ContentType.JOB_DESCRIPTION)
        fields = {"key": 1, "archived": 1, **({"source": 1} if is_composed else {})}
        heads = document.get_motor_collection().find(query, fields, session=session)
        async for head in heads.sort("_id", 1):
            needs_it = is_composed and _needs(parse_source(content_type, head["source"]), ids)
            found.append(
                User(
                    entity_id=head["_id"],
                    key=head["key"],
                    needs_it=needs_it,
                    archived=head["archived"],
                )
            )
    return found


def _needs(source: Source, ids: Collection[str]) -> bool:
    return any(each.target in ids and each.bond is Bond.RESTRICT for each in references(source))


async def published_users(pairs: Iterable[Pair], session: Session | None) -> list[User]:
    """The pairs as users, in their order."""
    wanted = list(pairs)
    known = {head.id: head.key for head in await heads((user for user, _ in wanted), session)}
    return [User(entity_id=user, key=known[user], locale=at) for user, at in wanted]


def refuse(what: str, users: Iterable[User], within: Within) -> None:
    """Raises Restricted with the users; those of types the caller may not see are only counted."""
    everyone = list(users)
    seen = [user for user in everyone if within.sees(type_of(user.entity_id))]
    names = [user.name for user in seen[:5]]
    if len(everyone) > len(names):
        names.append(f"{len(everyone) - len(names)} {'more' if names else 'others'}")
    told = ", ".join(names[:-1]) + (" and " if names[:-1] else "") + "".join(names[-1:])
    raise Restricted(f"{what}: {told}", [(user.entity_id, user.name) for user in seen])
