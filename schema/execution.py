"""Running one operation: within its limits, with its errors told and its bugs only logged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import strawberry
from graphql import DocumentNode, GraphQLError, OperationDefinitionNode
from strawberry.extensions import (
    MaxTokensLimiter,
    ParserCache,
    SchemaExtension,
    ValidationCache,
)
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from schema.errors import Formatted, formatted
from schema.limits import Limits, exceeded

CACHED_OPERATIONS = 256
_exceeded = lru_cache(CACHED_OPERATIONS)(exceeded)


@dataclass(frozen=True)
class Operation:
    """What a client asks to be run."""

    query: str
    variables: Mapping[str, Any] | None = None
    name: str | None = None


@dataclass
class OperationContext:
    """What an operation carries along: what was asked, and the document that was parsed."""

    operation: Operation | None = field(default=None, init=False)
    document: DocumentNode | None = field(default=None, init=False)


@dataclass(frozen=True)
class Outcome:
    """An operation's answer.

    `was_executed` is false when the operation was refused before any of it ran, and `data` is
    then not part of the answer.
    """

    was_executed: bool
    data: dict[str, Any] | None = None
    errors: tuple[Formatted, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its errors."""
        return frozenset(error["extensions"]["code"] for error in self.errors)


class NotNamed(GraphQLError):
    """Of several operations none was chosen."""

    def __init__(self) -> None:
        super().__init__(
            "There are several operations: say which to run, in operationName.",
            extensions={"code": "OPERATION_RESOLUTION_FAILURE"},
        )


class NotAQuery(Exception):
    """A mutation or subscription was sent in a way that only queries may be."""


class ReadableSchema(strawberry.Schema):
    """A Strawberry schema that leaves the telling and logging of errors to `execute`."""

    def process_errors(self, errors: list[GraphQLError], execution_context: Any = None) -> None:
        """Does nothing: `schema.errors` logs what clients are not told."""


def extensions(limits: Limits) -> list[type[SchemaExtension] | Any]:
    """What every schema runs its operations with."""

    class WithinLimits(SchemaExtension):
        """Refuses an operation that is too large before it is validated."""

        def on_validate(self) -> Iterator[None]:
            document, context = self.execution_context.graphql_document, self._context()
            if document is not None:
                context.document = document
                excess = _exceeded(document, limits)
                if excess is not None:
                    told = {"code": excess.code, **({"path": excess.path} if excess.path else {})}
                    raise GraphQLError(excess.message, extensions=told)
                if context.operation and not context.operation.name and _operations(document) > 1:
                    raise NotNamed
            yield

        def _context(self) -> OperationContext:
            context: OperationContext = self.execution_context.context
            return context

    return [
        lambda: MaxTokensLimiter(max_token_count=limits.tokens),
        lambda: ParserCache(maxsize=CACHED_OPERATIONS),
        WithinLimits,
        lambda: ValidationCache(maxsize=CACHED_OPERATIONS),
    ]


def _operations(document: DocumentNode) -> int:
    return sum(isinstance(node, OperationDefinitionNode) for node in document.definitions)


async def execute(
    schema: strawberry.Schema,
    operation: Operation,
    context: OperationContext,
    *,
    only_queries: bool = False,
) -> Outcome:
    """The operation's outcome; raises NotAQuery for anything else where only queries may run."""
    context.operation = operation
    try:
        result = await schema.execute(
            operation.query,
            variable_values=dict(operation.variables or {}),
            operation_name=operation.name,
            context_value=context,
            allowed_operation_types={OperationType.QUERY} if only_queries else None,
        )
    except CannotGetOperationTypeError as error:
        told = {"code": "OPERATION_RESOLUTION_FAILURE"}
        return Outcome(
            False, errors=({"message": error.as_http_error_reason(), "extensions": told},)
        )
    except InvalidOperationTypeError as error:
        raise NotAQuery(error.operation_type.value) from error
    errors = result.errors or []
    was_executed = all(error.path is not None for error in errors)
    return Outcome(was_executed, result.data, tuple(formatted(errors, context.document)))
