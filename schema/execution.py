"""Running one operation: within its limits, with its errors told and its bugs only logged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import strawberry
from graphql import DocumentNode, GraphQLError, GraphQLSchema
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from schema.errors import Formatted, formatted
from schema.limits import Cost

CACHED_OPERATIONS = 256


@dataclass(frozen=True)
class Operation:
    """What a client asks to be run."""

    query: str
    variables: Mapping[str, Any] | None = None
    name: str | None = None


@dataclass
class OperationContext:
    """What an operation carries along: what was asked, its document, and what it costs."""

    operation: Operation | None = field(default=None, init=False)
    document: DocumentNode | None = field(default=None, init=False)
    cost: Cost | None = field(default=None, init=False)
    is_mutation: bool = field(default=False, init=False)


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

    @property
    def core(self) -> GraphQLSchema:
        """The schema as graphql-core has it."""
        return self._schema

    def process_errors(self, errors: list[GraphQLError], execution_context: Any = None) -> None:
        """Does nothing: `schema.errors` logs what clients are not told."""


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
