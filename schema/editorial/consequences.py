"""What taking something away does, or would do, to others."""

from collections.abc import Iterable

import strawberry

from content.archiving import Consequences as Foreseen
from content.publishing.restricting import User
from content.values import entity as values
from schema.editorial.context import Info
from schema.editorial.entity import Entity
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Locale


async def _entity(
    root: "strawberry.Parent[EntityInLocale | AffectedUser]", info: Info
) -> values.Entity | None:
    return await info.context.entity(root.entity_id)


@strawberry.type(description="One locale of an entity.")
class EntityInLocale:
    entity_id: strawberry.ID = strawberry.field(description="The entity's id.")
    entity: Entity | None = resolved_by(
        _entity, "The entity as it is now; null if it is not for the caller to see."
    )
    locale: Locale = strawberry.field(description="The locale.")


@strawberry.type(description="Somebody who uses what is taken away.")
class AffectedUser:
    entity_id: strawberry.ID = strawberry.field(description="Their id.")
    entity: Entity | None = resolved_by(
        _entity, "The entity as it is now; null if it is not for the caller to see."
    )
    key: str = strawberry.field(description="Their key.")
    locale: Locale | None = strawberry.field(
        description="The locale in which they are published; null for a draft."
    )
    needs_it: bool = strawberry.field(description="Whether they cannot do without it.")
    archived: bool = strawberry.field(description="Whether they are in the archive.")


@strawberry.type(description="What would change. Nothing was done.")
class Consequences:
    parts: list[strawberry.ID] = strawberry.field(
        description="Ids of parts at home on it, which share its fate."
    )
    withdrawn: list[EntityInLocale] = strawberry.field(description="What would be served no more.")
    resolved_again: list[EntityInLocale] = strawberry.field(
        description="What would be served without it."
    )
    needing: list[AffectedUser] = strawberry.field(
        description="Who cannot do without it: with REFUSE, they keep it from being done."
    )
    draft_users: list[AffectedUser] = strawberry.field(description="Whose drafts refer to it.")
    hidden_users: int = strawberry.field(
        description="How many of those are not for the caller to see, and are not listed."
    )


def in_locales(pairs: Iterable[tuple[str, str]]) -> list[EntityInLocale]:
    """Pairs of an entity's id and a locale."""
    return [
        EntityInLocale(entity_id=strawberry.ID(entity_id), locale=Locale(locale))
        for entity_id, locale in pairs
    ]


def users_of(users: Iterable[User]) -> list[AffectedUser]:
    """Those who use something."""
    return [
        AffectedUser(
            entity_id=strawberry.ID(user.entity_id),
            key=user.key,
            locale=Locale(user.locale) if user.locale else None,
            needs_it=user.needs_it,
            archived=user.archived,
        )
        for user in users
    ]


def ids_of(ids: Iterable[str]) -> list[strawberry.ID]:
    """Ids as GraphQL has them."""
    return [strawberry.ID(each) for each in ids]


def told(foreseen: Foreseen) -> Consequences:
    """What content foresees, as it is told."""
    return Consequences(
        parts=ids_of(foreseen.parts),
        withdrawn=in_locales(foreseen.withdrawn),
        resolved_again=in_locales(foreseen.resolved_again),
        needing=users_of(foreseen.needing),
        draft_users=users_of(foreseen.draft_users),
        hidden_users=foreseen.hidden_users,
    )
