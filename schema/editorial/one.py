"""One piece of content, by id or by key, and what is known of it."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import strawberry
from strawberry import UNSET

from content import drafts, issues
from content.reading import BadArgument
from content.rules.bases import ThreeWay
from content.values import entity as values
from content.values.ids import ContentType, is_id, type_of
from content.values.problems import Issue, NotFound
from schema.editorial import enums, interviewers
from schema.editorial.connection import After, First, Listed
from schema.editorial.context import Info
from schema.editorial.entity import Version, used_by
from schema.editorial.where import LONGEST_KEY

Id = Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
EntityId = Annotated[strawberry.ID, strawberry.argument(description="The entity's id.")]
MaybeId = Annotated[
    strawberry.ID | None, strawberry.argument(description="Its id. Give this or the key.")
]
Key = Annotated[str, strawberry.argument(description="Its key.")]
MaybeKey = Annotated[str | None, strawberry.argument(description="Its key. Give this or the id.")]
OfType = Annotated[enums.ContentType, strawberry.argument(description="Its kind.")]


async def entity(info: Info, id: Id) -> values.Entity | None:
    """The entity of an id."""
    return await info.context.entity(id)


async def entity_by_key(info: Info, type: OfType, key: Key) -> values.Entity | None:
    """The entity of a type and key."""
    context = info.context
    if len(key) > LONGEST_KEY or not context.within.sees(type):
        return None
    return await drafts.by_key(context.installation, type, key)


def one_of(content_type: ContentType) -> Callable[..., Awaitable[values.Entity | None]]:
    """The resolver of one entity of a type, by id or key."""

    async def resolve(
        info: Info, id: MaybeId = UNSET, key: MaybeKey = UNSET
    ) -> values.Entity | None:
        by_id, by_key = id not in (None, UNSET), key not in (None, UNSET)
        if by_id is by_key:
            raise BadArgument("id", "Give an id or a key, one of them.")
        if key:
            return await entity_by_key(info, content_type, key)
        if not id or not is_id(id) or type_of(id) is not content_type:
            return None
        return await info.context.entity(id)

    return resolve


async def revision(info: Info, entity: EntityId, version: Version) -> values.Revision | None:
    """One save of an entity."""
    found = await info.context.entity(entity)
    if found is None:
        return None
    return await drafts.save_of(info.context.installation, found.id, version)


async def issues_of(info: Info, entity: EntityId) -> list[Issue]:
    """What to know of an entity's draft."""
    found = await _found(info, entity)
    return await issues.issues(info.context.installation, found.id)


async def users_of(
    info: Info, entity: EntityId, first: First = UNSET, after: After = UNSET
) -> Listed:
    """Who uses an entity."""
    found = await _found(info, entity)
    return await used_by(info, found.id, first, after)


async def stale_overrides(info: Info, entity: EntityId) -> list[ThreeWay]:
    """The stale overrides of an entity's draft, without answers that are not for the caller."""
    found = await _found(info, entity)
    stale = await issues.stale_overrides(info.context.installation, found.id)
    if interviewers.may_read(info.context):
        return stale
    return [each for each in stale if each.field != interviewers.ANSWER]


async def _found(info: Info, entity_id: str) -> values.Entity:
    found = await info.context.entity(entity_id)
    if found is None:
        raise NotFound(f"there is no entity {entity_id[:40]}")
    return found
