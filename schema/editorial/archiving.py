"""The archive: what goes into it, and what comes back from it."""

from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from auth.policy import Action
from content import archiving
from content.values.users_fate import UsersFate
from schema.editorial.arguments import DryRun, ExpectedVersion, Id, IdempotencyKey, Users
from schema.editorial.consequences import (
    AffectedUser,
    Consequences,
    EntityInLocale,
    ids_of,
    in_locales,
    told,
    users_of,
)
from schema.editorial.context import Info
from schema.editorial.entity import Entity
from schema.editorial.idempotency import once
from schema.editorial.outcomes import outcome
from schema.editorial.permitting import demanded
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
from schema.editorial.saved import Saved, saved
from schema.editorial.scalars import Timestamp


@strawberry.type(description="It is in the archive, and published nowhere.")
class Archived:
    entity: Entity = strawberry.field(description="The entity as it is now.")
    parts: list[strawberry.ID] = strawberry.field(
        description="Ids of the parts at home on it, which went along."
    )
    withdrawn: list[EntityInLocale] = strawberry.field(description="What is served no more.")
    flattened: list[strawberry.ID] = strawberry.field(
        description="Ids of those who have copies of their own from now on."
    )
    draft_users: list[AffectedUser] = strawberry.field(
        description="Whose drafts still refer to it."
    )
    restorable_until: Timestamp = strawberry.field(description="Until when it can come back.")
    still_carrying: int = strawberry.field(
        description="How many published documents are not settled yet; they are served without it."
    )


ArchiveResult = Annotated[
    Archived
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
        "ArchiveResult", description="What archiving answers: Consequences to a dry run."
    ),
]


async def archive(
    info: Info,
    id: Id,
    expected_version: ExpectedVersion,
    users: Users = UsersFate.REFUSE,
    dry_run: DryRun = False,
    idempotency_key: IdempotencyKey = UNSET,
) -> Any:
    """Puts an entity into the archive."""
    work = _archive(info, id, expected_version, users, dry_run, idempotency_key)
    return await outcome(info.context, work, id)


async def _archive(
    info: Info,
    entity_id: str,
    expected_version: int,
    users: UsersFate,
    dry_run: bool,
    key: str | None,
) -> Archived | Consequences:
    context = info.context
    await demanded(context, Action.ARCHIVE, entity_id)
    if dry_run:
        foreseen = await archiving.preview_archive(
            context.installation,
            entity_id,
            expected_version=expected_version,
            users=users,
            within=context.within,
        )
        return told(foreseen)
    done = await archiving.archive(
        context.installation,
        entity_id,
        expected_version=expected_version,
        users=users,
        by=context.principal.name,
        within=context.within,
        once=once(info, key),
    )
    return _archived(done)


def _archived(done: archiving.Archived) -> Archived:
    stored: Any = done.entity
    return Archived(
        entity=stored,
        parts=ids_of(done.parts),
        withdrawn=in_locales(done.withdrawn),
        flattened=ids_of(done.flattened),
        draft_users=users_of(done.draft_users),
        restorable_until=Timestamp(done.restorable_until),
        still_carrying=done.still_carrying,
    )


async def restore(
    info: Info, id: Id, expected_version: ExpectedVersion, idempotency_key: IdempotencyKey = UNSET
) -> Any:
    """Takes an entity out of the archive."""
    return await outcome(info.context, _restore(info, id, expected_version, idempotency_key), id)


async def _restore(info: Info, entity_id: str, expected_version: int, key: str | None) -> Saved:
    context = info.context
    await demanded(context, Action.RESTORE, entity_id)
    done = await archiving.restore(
        context.installation,
        entity_id,
        expected_version=expected_version,
        by=context.principal.name,
        within=context.within,
        once=once(info, key),
    )
    return saved(done.entity)
