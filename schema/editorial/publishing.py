"""Publishing: revisions go before readers."""

from enum import StrEnum
from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from auth.policy import Action
from content import publishing
from content.publishing import Target
from schema.editorial.arguments import Id, IdempotencyKey, Locales
from schema.editorial.consequences import EntityInLocale
from schema.editorial.context import Info
from schema.editorial.idempotency import once
from schema.editorial.issue import Issue
from schema.editorial.outcomes import outcome
from schema.editorial.paths import in_sdl_names
from schema.editorial.permitting import permitted, refuse_unknown_locales
from schema.editorial.problems import (
    BusyProblem,
    ConflictProblem,
    CycleProblem,
    ForbiddenProblem,
    IdempotencyProblem,
    NotFoundProblem,
    PathTakenProblem,
    RestrictedProblem,
    TooLargeProblem,
    UnpublishedTargetsProblem,
    ValidationProblem,
)
from schema.editorial.scalars import Locale


@strawberry.enum(description="What a publish takes along of what it uses.")
class Include(StrEnum):
    NOTHING = "NOTHING"
    UNPUBLISHED = "UNPUBLISHED"


@strawberry.type(description="A revision that readers see from now on.")
class PublishedItem(EntityInLocale):
    revision: int = strawberry.field(description="The number of the revision.")
    sequence: int = strawberry.field(
        description="How often this locale was published or unpublished, this time included."
    )


@strawberry.type(description="It is published.")
class Published:
    items: list[PublishedItem] = strawberry.field(
        description="Everything that was published; empty where all of it was already."
    )
    changed_targets: list[str] = strawberry.field(
        description="Keys of used parts with unpublished edits: readers see their published text."
    )
    warnings: list[Issue] = strawberry.field(description="What does not keep from publishing.")
    still_carrying: int = strawberry.field(
        description="How many published documents that use it are not settled yet; they will be."
    )


PublishResult = Annotated[
    Published
    | ValidationProblem
    | ConflictProblem
    | NotFoundProblem
    | UnpublishedTargetsProblem
    | PathTakenProblem
    | RestrictedProblem
    | TooLargeProblem
    | CycleProblem
    | ForbiddenProblem
    | IdempotencyProblem
    | BusyProblem,
    strawberry.union("PublishResult", description="What a publish answers."),
]


async def publish(
    info: Info,
    id: Id,
    revision: Annotated[int, strawberry.argument(description="The number of the save to publish.")],
    locales: Locales,
    include: Annotated[
        Include, strawberry.argument(description="What is taken along of what it uses.")
    ] = Include.NOTHING,
    take_paths: Annotated[
        bool,
        strawberry.argument(
            description="Whether it may take a slug that another page had and has left."
        ),
    ] = False,
    idempotency_key: IdempotencyKey = UNSET,
) -> Any:
    """Publishes a revision in some locales, in one transaction."""
    work = _publish(info, id, revision, locales, include, take_paths, idempotency_key)
    return await outcome(info.context, work, id)


async def _publish(
    info: Info,
    entity_id: str,
    revision: int,
    locales: list[Locale],
    include: Include,
    take_paths: bool,
    key: str | None,
) -> Published:
    context = info.context
    refuse_unknown_locales(context, locales)
    permit = permitted(context, Action.PUBLISH, entity_id, *locales)
    done = await publishing.publish_all(
        context.installation,
        [Target(entity_id=entity_id, locale=each, revision=revision) for each in locales],
        include_unpublished=include is Include.UNPUBLISHED,
        take_paths=take_paths,
        by=context.principal.name,
        within=context.within,
        permit=permit,
        once=once(info, key),
    )
    return _told(done)


def _told(done: publishing.Published) -> Published:
    items = [
        PublishedItem(
            entity_id=strawberry.ID(item.entity_id),
            locale=Locale(item.locale),
            revision=item.revision,
            sequence=item.seq,
        )
        for item in done.items
    ]
    warnings: Any = in_sdl_names(done.warnings)
    changed = list(done.changed_targets)
    return Published(
        items=items,
        changed_targets=changed,
        warnings=warnings,
        still_carrying=done.still_carrying,
    )
