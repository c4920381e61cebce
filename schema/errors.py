"""Errors as clients get them: a code to branch on, a path, a sentence; never an inside."""

import uuid
from collections.abc import Sequence
from typing import Any

import structlog
from graphql import DocumentNode, FieldNode, GraphQLError, GraphQLSyntaxError
from strawberry.exceptions import StrawberryInputCoercionError

from content.following_events import EventsLost, TooSlow
from content.reading import BadArgument
from content.store import OutcomeUnknown, is_not_now
from content.values.problems import Forbidden, NotFound
from schema.argument_paths import path_of

MOST_ERRORS = 5
"""How many errors are told; one is usually the cause of the others."""

_log = structlog.get_logger("rolebook.graphql")

Formatted = dict[str, Any]


def formatted(
    errors: Sequence[GraphQLError], document: DocumentNode | None = None
) -> list[Formatted]:
    """The first errors, in the form of the GraphQL specification, each with `extensions.code`."""
    return [_formatted(error, document) for error in errors[:MOST_ERRORS]]


def _formatted(error: GraphQLError, document: DocumentNode | None) -> Formatted:
    message, extensions = _told(error, document)
    answer: Formatted = {"message": message}
    if error.locations:
        answer["locations"] = [
            {"line": location.line, "column": location.column} for location in error.locations
        ]
    if error.path is not None:
        answer["path"] = list(error.path)
    return {**answer, "extensions": extensions}


def _told(error: GraphQLError, document: DocumentNode | None) -> tuple[str, dict[str, Any]]:
    cause = _cause(error)
    if isinstance(cause, BadArgument):
        field = error.nodes[0] if error.nodes else None
        name = f"{field.name.value}." if isinstance(field, FieldNode) else ""
        return str(cause), {"code": cause.code, "path": f"{name}{cause.path}"}
    if isinstance(cause, NotFound | Forbidden | TooSlow | EventsLost):
        return str(cause), {"code": cause.code}
    if isinstance(cause, OutcomeUnknown):
        _log.warning("outcome unknown", reason=str(cause))
        told = "Nobody knows whether this was stored. Look before you repeat it."
        return told, {"code": "OUTCOME_UNKNOWN"}
    if is_not_now(cause):
        _log.warning("database unavailable", reason=str(cause))
        return "The content cannot be read now. Try again in a moment.", {"code": "UNAVAILABLE"}
    if error.extensions and "code" in error.extensions:
        return error.message, dict(error.extensions)
    if isinstance(error, GraphQLSyntaxError):
        return error.message, {"code": "GRAPHQL_PARSE_FAILED"}
    is_from_a_resolver = error.path is not None or (cause is not None and not error.nodes)
    if is_from_a_resolver:
        return _incident(cause or error)
    path = path_of(error, document) if document else None
    if path is not None:
        return error.message, {"code": "BAD_USER_INPUT", "path": path}
    if isinstance(error, StrawberryInputCoercionError):
        return error.message, {"code": "BAD_USER_INPUT"}
    return error.message, {"code": "GRAPHQL_VALIDATION_FAILED"}


def _cause(error: GraphQLError) -> Exception | None:
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _incident(cause: Exception) -> tuple[str, dict[str, Any]]:
    """A bug: its traceback goes to the log, its number to the client."""
    incident = uuid.uuid4().hex[:12]
    _log.error("unexpected error", incident=incident, exc_info=cause)
    return "Something went wrong.", {"code": "INTERNAL", "incident": incident}
