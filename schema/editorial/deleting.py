"""Deleting: what was archived goes for good."""

from typing import Annotated, Any

import strawberry

from auth.policy import Action
from content import archiving, deleting
from schema.editorial.arguments import DryRun, Id
from schema.editorial.consequences import Consequences, ids_of, told
from schema.editorial.context import Info
from schema.editorial.outcomes import outcome
from schema.editorial.permitting import demanded
from schema.editorial.problems import (
    BusyProblem,
    ConflictProblem,
    ForbiddenProblem,
    IdempotencyProblem,
    NotFoundProblem,
    RestrictedProblem,
    ValidationProblem,
)


@strawberry.type(description="It is gone for good.")
class Deleted:
    entity_id: strawberry.ID = strawberry.field(description="The id that it had.")
    parts: list[strawberry.ID] = strawberry.field(
        description="Ids of the parts at home on it, which went along."
    )


DeleteResult = Annotated[
    Deleted
    | Consequences
    | ValidationProblem
    | ConflictProblem
    | NotFoundProblem
    | RestrictedProblem
    | ForbiddenProblem
    | IdempotencyProblem
    | BusyProblem,
    strawberry.union(
        "DeleteResult", description="What deleting answers: Consequences to a dry run."
    ),
]


async def delete(info: Info, id: Id, dry_run: DryRun = False) -> Any:
    """Deletes an archived entity."""
    return await outcome(info.context, _delete(info, id, dry_run), id)


async def _delete(info: Info, entity_id: str, dry_run: bool) -> Deleted | Consequences:
    context = info.context
    await demanded(context, Action.DELETE, entity_id)
    if dry_run:
        foreseen = await archiving.preview_delete(
            context.installation, entity_id, within=context.within
        )
        return told(foreseen)
    done = await deleting.delete(
        context.installation, entity_id, by=context.principal.name, within=context.within
    )
    return Deleted(entity_id=strawberry.ID(done.entity_id), parts=ids_of(done.parts))
