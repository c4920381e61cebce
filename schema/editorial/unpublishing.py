"""Unpublishing: locales stop serving an entity."""

from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from auth.policy import Action
from content.archiving import preview_unpublish
from content.publishing.unpublish import unpublish_all
from content.values.users_fate import UsersFate
from schema.editorial.arguments import DryRun, Id, IdempotencyKey, Locales, Users
from schema.editorial.consequences import Consequences, EntityInLocale, ids_of, in_locales, told
from schema.editorial.context import Info
from schema.editorial.idempotency import once
from schema.editorial.outcomes import outcome
from schema.editorial.permitting import demanded, refuse_unknown_locales
from schema.editorial.problems import (
    BusyProblem,
    ConflictProblem,
    CycleProblem,
    ForbiddenProblem,
    IdempotencyProblem,
    NotFoundProblem,
    RestrictedProblem,
    TooLargeProblem,
    ValidationProblem,
)
from schema.editorial.scalars import Locale


@strawberry.type(description="It is published no more.")
class Unpublished:
    items: list[EntityInLocale] = strawberry.field(description="Everything that was withdrawn.")
    flattened: list[strawberry.ID] = strawberry.field(
        description="Ids of those who have copies of their own from now on."
    )
    still_carrying: int = strawberry.field(
        description="How many published documents are not settled yet; they are served without it."
    )


UnpublishResult = Annotated[
    Unpublished
    | Consequences
    | ValidationProblem
    | ConflictProblem
    | NotFoundProblem
    | RestrictedProblem
    | TooLargeProblem
    | CycleProblem
    | ForbiddenProblem
    | IdempotencyProblem
    | BusyProblem,
    strawberry.union(
        "UnpublishResult", description="What an unpublish answers: Consequences to a dry run."
    ),
]


async def unpublish(
    info: Info,
    id: Id,
    locales: Locales,
    users: Users = UsersFate.REFUSE,
    dry_run: DryRun = False,
    idempotency_key: IdempotencyKey = UNSET,
) -> Any:
    """Takes an entity from readers in some locales, in one transaction."""
    work = _unpublish(info, id, locales, users, dry_run, idempotency_key)
    return await outcome(info.context, work, id)


async def _unpublish(
    info: Info,
    entity_id: str,
    locales: list[Locale],
    users: UsersFate,
    dry_run: bool,
    key: str | None,
) -> Unpublished | Consequences:
    context = info.context
    refuse_unknown_locales(context, locales)
    await demanded(context, Action.UNPUBLISH, entity_id, *locales)
    if dry_run:
        foreseen = await preview_unpublish(
            context.installation, entity_id, locales, users=users, within=context.within
        )
        return told(foreseen)
    done = await unpublish_all(
        context.installation,
        entity_id,
        locales,
        users=users,
        by=context.principal.name,
        within=context.within,
        once=once(info, key),
    )
    return Unpublished(
        items=in_locales(done.items),
        flattened=ids_of(done.flattened),
        still_carrying=done.still_carrying,
    )
