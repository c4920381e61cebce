"""What can be wrong with a mutation: members of its result, each with a code to branch on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import strawberry

from content.values import entity as values
from schema.editorial.actor import Actor
from schema.editorial.context import Info
from schema.editorial.entity import Entity
from schema.editorial.enums import PermissionReason
from schema.editorial.issue import Issue
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Json


@strawberry.enum(description="What a problem is. Branch on it, never on the sentence beside it.")
class ProblemCode(StrEnum):
    VALIDATION = "VALIDATION"
    CONFLICT = "CONFLICT"
    NOT_FOUND = "NOT_FOUND"
    FORBIDDEN = "FORBIDDEN"
    IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED"
    KEY_TAKEN = "KEY_TAKEN"
    PATH_TAKEN = "PATH_TAKEN"
    UNPUBLISHED_TARGETS = "UNPUBLISHED_TARGETS"
    RESTRICTED = "RESTRICTED"
    TOO_LARGE = "TOO_LARGE"
    CYCLE = "CYCLE"
    BUSY = "BUSY"
    SIGN_IN_NOT_RECENT = "SIGN_IN_NOT_RECENT"


@strawberry.interface(description="Why a mutation did nothing at all.")
class Problem:
    message: str = strawberry.field(description="What is wrong, for people.")
    code: ProblemCode = strawberry.field(description="What is wrong, for programs.")


@strawberry.type(description="The content is not well-formed, or not ready to be published.")
class ValidationProblem(Problem):
    issues: list[Issue] = strawberry.field(description="Everything that is wrong, with its path.")


@dataclass(frozen=True)
class Versions:
    """The three sources of a conflict, as JSON, and the principal who saved the current one."""

    base: dict[str, Any] | None = None
    current: dict[str, Any] | None = None
    yours: dict[str, Any] | None = None
    saved_by: str | None = None


def _base(root: "strawberry.Parent[ConflictProblem]") -> Any:
    return root.told.base


def _current(root: "strawberry.Parent[ConflictProblem]") -> Any:
    return root.told.current


def _yours(root: "strawberry.Parent[ConflictProblem]") -> Any:
    return root.told.yours


def _changed_by(root: "strawberry.Parent[ConflictProblem]") -> str | None:
    return root.told.saved_by


@strawberry.type(
    description="Somebody else changed the same since the version this was made against, or the "
    "content is in another state than it was taken to be. The three sources are shaped like the "
    "content's type, references as ids; null where no version is what the conflict is about."
)
class ConflictProblem(Problem):
    told: strawberry.Private[Versions]
    conflicting_paths: list[str] = strawberry.field(
        description="What both changed: dotted, items by id."
    )
    current_version: int | None = strawberry.field(description="The version there is now.")

    base: Json | None = resolved_by(_base, "The version this was made against.")
    current: Json | None = resolved_by(_current, "What is there now.")
    yours: Json | None = resolved_by(_yours, "What this would have saved.")
    changed_by: Actor | None = resolved_by(_changed_by, "Who saved what is there now.")


@strawberry.type(description="There is no such entity, revision or locale, or not for the caller.")
class NotFoundProblem(Problem):
    pass


@strawberry.type(description="The caller's role, token or grants do not allow it.")
class ForbiddenProblem(Problem):
    reason: PermissionReason = strawberry.field(description="Why it is not allowed.")
    paths: list[str] = strawberry.field(
        description="What lies outside the caller's grants, where that is the reason."
    )


@strawberry.type(description="The idempotency key came before, with another request.")
class IdempotencyProblem(Problem):
    pass


@strawberry.type(description="Another entity of the type holds the key, perhaps an archived one.")
class KeyTakenProblem(Problem):
    pass


@strawberry.type(description="Another page answers at that slug.")
class PathTakenProblem(Problem):
    pass


async def _entity(
    root: "strawberry.Parent[UnpublishedTarget | RestrictedUser]", info: Info
) -> values.Entity | None:
    return await info.context.entity(root.entity_id)


@strawberry.type(description="A part that is used and not published.")
class UnpublishedTarget:
    entity_id: strawberry.ID = strawberry.field(description="Its id.")
    key: str = strawberry.field(description="Its key.")
    entity: Entity | None = resolved_by(
        _entity, "Its draft; null if it is not for the caller to see."
    )


@strawberry.type(
    description="What is to be published uses parts that are not. `include: UNPUBLISHED` takes "
    "them along."
)
class UnpublishedTargetsProblem(Problem):
    targets: list[UnpublishedTarget] = strawberry.field(description="All of them.")


@strawberry.type(description="Somebody who cannot do without it.")
class RestrictedUser:
    entity_id: strawberry.ID = strawberry.field(description="Their id.")
    name: str = strawberry.field(description="Their key, and where they use it.")
    entity: Entity | None = resolved_by(
        _entity, "Their draft; null if it is not for the caller to see."
    )


@strawberry.type(description="Others cannot do without it.")
class RestrictedProblem(Problem):
    users: list[RestrictedUser] = strawberry.field(description="All of them.")


@strawberry.type(description="It is larger than may be.")
class TooLargeProblem(Problem):
    path: str | None = strawberry.field(description="What makes it so, where that is one thing.")


@strawberry.type(description="It would come to inherit from itself, or to contain itself.")
class CycleProblem(Problem):
    pass


@strawberry.type(description="Others write the same content now. Send it again in a moment.")
class BusyProblem(Problem):
    pass


@strawberry.type(
    description="Accounts and clients are managed within ten minutes of signing in. Sign in again, "
    "then send it again."
)
class SignInNotRecentProblem(Problem):
    pass


@strawberry.type(
    description="Nobody could manage accounts any more: this is the last admin who can sign in."
)
class LastAdminProblem(Problem):
    pass
