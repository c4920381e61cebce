"""What a save answers: the entity as it is now, or why nothing was saved."""

from typing import Annotated

import strawberry

from content.values import entity as values
from schema.editorial.entity import Entity
from schema.editorial.paths import sdl_paths
from schema.editorial.problems import (
    BusyProblem,
    ConflictProblem,
    CycleProblem,
    ForbiddenProblem,
    IdempotencyProblem,
    KeyTakenProblem,
    NotFoundProblem,
    RestrictedProblem,
    TooLargeProblem,
    ValidationProblem,
)


@strawberry.type(description="It is saved.")
class Saved:
    entity: Entity = strawberry.field(description="The entity as it is now.")
    version: int = strawberry.field(description="The number of the save: what comes next names it.")
    merged_paths: list[str] = strawberry.field(
        description="What others changed since the version this was made against, and is kept."
    )


SaveResult = Annotated[
    Saved
    | ValidationProblem
    | ConflictProblem
    | NotFoundProblem
    | KeyTakenProblem
    | ForbiddenProblem
    | IdempotencyProblem
    | TooLargeProblem
    | CycleProblem
    | RestrictedProblem
    | BusyProblem,
    strawberry.union("SaveResult", description="What a save answers."),
]


def saved(entity: values.Entity, merged_paths: tuple[str, ...] = ()) -> Saved:
    """The answer of a save; content's own entity stands for the GraphQL one."""
    stored: Entity = entity  # type: ignore[assignment]
    return Saved(entity=stored, version=entity.version, merged_paths=sdl_paths(merged_paths))
