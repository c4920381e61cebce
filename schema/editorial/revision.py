"""One save of an entity."""

import strawberry

from content.values import entity as values
from schema.editorial.actor import Actor
from schema.editorial.context import Info
from schema.editorial.entity import Entity
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Timestamp

Save = strawberry.Parent[values.Revision]


def _saved_at(save: Save) -> Timestamp:
    return Timestamp(save.at)


def _saved_by(save: Save) -> str:
    return save.author


async def _entity(save: Save, info: Info) -> values.Entity | None:
    now = await info.context.entity(save.entity)
    if now is None:
        return None
    return now.model_copy(
        update={
            "version": save.version,
            "source": save.source,
            "hashes": {},
            "saved_at": save.at,
            "saved_by": save.author,
        }
    )


@strawberry.type(description="One save of an entity; it never changes.")
class Revision:
    version: int = strawberry.field(description="Its number; the first save is 1.")
    saved_at: Timestamp = resolved_by(_saved_at, "When it was saved.")
    saved_by: Actor = resolved_by(_saved_by, "Who saved it.")
    name: str | None = strawberry.field(description="The name it was given, if it was.")
    entity: Entity | None = resolved_by(
        _entity,
        "The entity with the content it had then; its key, state and what is published of it "
        "are those of now.",
    )
