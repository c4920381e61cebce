"""From what content refuses to the problem an editor is told: one mapping, and no other."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeVar

import strawberry

from auth.policy import Reason
from content.values import problems as content
from content.values.ids import type_of
from content.values.problems import ContentError
from content.values.sources import parse_source
from schema.editorial import interviewers, problems
from schema.editorial.context import EditorialContext
from schema.editorial.paths import in_sdl_names, sdl_path, sdl_paths
from schema.editorial.permitting import AdminNeeded, NotPermitted, SignInNotRecent
from schema.editorial.problems import Problem, ProblemCode, Versions
from schema.editorial.shapes import shaped

T = TypeVar("T")


async def outcome(
    context: EditorialContext, work: Awaitable[T], about: str | None = None
) -> T | Problem:
    """What the work answers, or the problem that kept it from answering.

    `about` is the id of the entity it is about, where there is one.
    """
    try:
        return await work
    except MAPPED as error:
        return problem_of(error, context, about)
    finally:
        # What was loaded before, by this operation, is not what is there now.
        context.entities.clear_all()


def problem_of(error: ContentError, context: EditorialContext, about: str | None) -> Problem:
    """The problem that an error is told as."""
    kind = next(each for each in type(error).__mro__ if each in PROBLEMS)
    problem_type, told = PROBLEMS[kind]
    more = told(error, context, about)
    return problem_type(message=str(error), code=ProblemCode(kind.code), **more)


Told = Callable[[Any, EditorialContext, str | None], dict[str, Any]]


def _nothing_more(*_: Any) -> dict[str, Any]:
    return {}


def _validation(error: content.ValidationFailed, *_: Any) -> dict[str, Any]:
    return {"issues": in_sdl_names(error.issues)}


def _conflict(
    error: content.Conflict, context: EditorialContext, about: str | None
) -> dict[str, Any]:
    may_read = interviewers.may_read(context)

    def told(source: Mapping[str, Any] | None) -> dict[str, Any] | None:
        if source is None or about is None:
            return None
        return shaped(parse_source(type_of(about), dict(source)), for_interviewers=may_read)

    return {
        "told": Versions(told(error.base), told(error.current), told(error.yours), error.saved_by),
        "conflicting_paths": sdl_paths(error.paths),
        "current_version": error.current_version,
    }


def _forbidden(error: content.Forbidden, *_: Any) -> dict[str, Any]:
    reason = error.reason if isinstance(error, NotPermitted) else Reason.OUTSIDE_GRANTS
    return {"reason": reason, "paths": sdl_paths(error.paths)}


def _unpublished(error: content.UnpublishedTargets, *_: Any) -> dict[str, Any]:
    return {
        "targets": [
            problems.UnpublishedTarget(entity_id=strawberry.ID(entity_id), key=key)
            for entity_id, key in error.closure
        ]
    }


def _restricted(error: content.Restricted, *_: Any) -> dict[str, Any]:
    return {
        "users": [
            problems.RestrictedUser(entity_id=strawberry.ID(entity_id), name=name)
            for entity_id, name in error.users
        ]
    }


def _too_large(error: content.TooLarge, *_: Any) -> dict[str, Any]:
    return {"path": sdl_path(error.path) or None}


PROBLEMS: Final[dict[type[ContentError], tuple[type[Problem], Told]]] = {
    content.ValidationFailed: (problems.ValidationProblem, _validation),
    content.Conflict: (problems.ConflictProblem, _conflict),
    content.NotFound: (problems.NotFoundProblem, _nothing_more),
    content.Forbidden: (problems.ForbiddenProblem, _forbidden),
    content.KeyReused: (problems.IdempotencyProblem, _nothing_more),
    content.KeyTaken: (problems.KeyTakenProblem, _nothing_more),
    content.PathTaken: (problems.PathTakenProblem, _nothing_more),
    content.UnpublishedTargets: (problems.UnpublishedTargetsProblem, _unpublished),
    content.Restricted: (problems.RestrictedProblem, _restricted),
    content.TooLarge: (problems.TooLargeProblem, _too_large),
    content.Cycle: (problems.CycleProblem, _nothing_more),
    content.Busy: (problems.BusyProblem, _nothing_more),
    SignInNotRecent: (problems.SignInNotRecentProblem, _nothing_more),
    AdminNeeded: (problems.LastAdminProblem, _nothing_more),
}
"""The problem each refusal is told as. A test holds that none of content's is missing."""
MAPPED: Final = tuple(PROBLEMS)
