"""The root of what editors are told while it happens."""

from collections.abc import AsyncIterator
from typing import Annotated

import strawberry
from strawberry import UNSET

from auth.scopes import Scope
from content import following_events as following
from content.following_events import ChangeAction, Wanted
from content.reading import BadArgument
from content.values import entity as values
from content.values.ids import ContentType, is_id
from schema.editorial import enums
from schema.editorial.access import subscription_field
from schema.editorial.actor import Actor
from schema.editorial.context import Info
from schema.editorial.entity import Entity
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Locale, Timestamp
from schema.editorial.where import MOST_VALUES

Change = strawberry.Parent[following.EntityChange]

Types = Annotated[
    list[enums.ContentType] | None,
    strawberry.argument(description="Of which kinds; all if absent."),
]
Ids = Annotated[
    list[strawberry.ID] | None,
    strawberry.argument(description="To which entities, at most 100; to any if absent."),
]
Locales = Annotated[
    list[Locale] | None,
    strawberry.argument(
        description="In which locales; what concerns every locale, such as a save, is told anyway."
    ),
]

strawberry.enum(ChangeAction, description="What is done to content.")


async def _entity(change: Change, info: Info) -> values.Entity | None:
    return await info.context.entity(change.entity_id)


def _by(change: Change) -> str | None:
    return change.by


@strawberry.type(description="Something that was done to an entity a moment ago.")
class EntityChange:
    id: strawberry.ID = strawberry.field(description="The id of the change itself.")
    action: ChangeAction = strawberry.field(description="What was done.")
    entity_id: strawberry.ID = strawberry.field(description="The id of what it was done to.")
    type: enums.ContentType = strawberry.field(description="The kind of what it was done to.")
    locale: Locale | None = strawberry.field(
        description="The locale it was done in; null where it concerns them all."
    )
    revision: int | None = strawberry.field(
        description="The revision it made or published; null where there is none."
    )
    at: Timestamp = strawberry.field(description="When.")
    by: Actor | None = resolved_by(_by, "Who did it; null where that is not known.")
    entity: Entity | None = resolved_by(
        _entity, "What it was done to, as it is now; null if it is deleted."
    )


async def entity_changed(
    info: Info, types: Types = UNSET, ids: Ids = UNSET, locales: Locales = UNSET
) -> AsyncIterator[following.EntityChange]:
    """What is done to content from now on, of the types that the caller may see."""
    context = info.context
    async with context.events.listening(_wanted(info, types, ids, locales)) as listener:
        context.begun.set()
        async for change in listener:
            context.forget()
            yield change


def _wanted(
    info: Info,
    types: list[ContentType] | None,
    ids: list[strawberry.ID] | None,
    locales: list[Locale] | None,
) -> Wanted:
    asked = ContentType if types is None or types is UNSET else types
    return Wanted(
        types=frozenset(each for each in asked if info.context.within.sees(each)),
        ids=None if ids is None or ids is UNSET else frozenset(_known(ids)),
        locales=None
        if locales is None or locales is UNSET
        else frozenset(info.locale(each, f"locales.{n}") for n, each in enumerate(locales)),
    )


def _known(ids: list[strawberry.ID]) -> list[strawberry.ID]:
    if len(ids) > MOST_VALUES:
        raise BadArgument("ids", f"{len(ids):,} are given; at most {MOST_VALUES} are taken.")
    for index, each in enumerate(ids):
        if not is_id(each):
            raise BadArgument(f"ids.{index}", f"{each[:40]!r} is no entity's id.")
    return ids


@strawberry.type(description="What is told while it happens.")
class Subscription:
    entity_changed: EntityChange = subscription_field(
        entity_changed,
        scope=Scope.CONTENT_READ,
        description="What is done to content from now on: each change once, in order.",
    )
