"""Running a subscription: its results one after the other, with errors told as everywhere."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from functools import lru_cache
from typing import Any

import strawberry
from graphql import GraphQLError, OperationType, get_operation_ast

from schema.errors import formatted
from schema.execution import CACHED_OPERATIONS, Operation, OperationContext, Outcome
from schema.limits import Limits, parsed


@lru_cache(CACHED_OPERATIONS)
def _kind(query: str, name: str | None, most_tokens: int) -> OperationType | None:
    try:
        chosen = get_operation_ast(parsed(query, Limits(tokens=most_tokens)), name)
    except GraphQLError:
        return None
    return chosen.operation if chosen else None


def kind_of(operation: Operation, most_tokens: int) -> OperationType | None:
    """Whether it is a query, a mutation or a subscription; None if that cannot be read."""
    return _kind(operation.query, operation.name, most_tokens)


def is_subscription(operation: Operation, most_tokens: int) -> bool:
    """Whether it is a subscription, known without reading one that cannot be."""
    if "subscription" not in operation.query:
        return False
    return kind_of(operation, most_tokens) is OperationType.SUBSCRIPTION


async def subscribe(
    schema: strawberry.Schema, operation: Operation, context: OperationContext
) -> AsyncGenerator[Outcome, None]:
    """What a subscription tells; an outcome that was not executed is its end."""
    context.operation = operation
    try:
        results = await schema.subscribe(
            operation.query,
            variable_values=dict(operation.variables or {}),
            operation_name=operation.name,
            context_value=context,
        )
        async with aclosing(results):
            async for result in results:
                yield _outcome(result.errors or (), context, result.data)
    except GraphQLError as error:  # what cannot be parsed
        yield _outcome([error], context)
    except Exception as error:
        yield failure(error)


def failure(error: Exception) -> Outcome:
    """The end of a subscription that cannot go on; what clients are not told is logged."""
    return Outcome(False, None, tuple(formatted([GraphQLError(str(error), original_error=error)])))


def _outcome(
    errors: Sequence[GraphQLError], context: OperationContext, data: dict[str, Any] | None = None
) -> Outcome:
    was_executed = all(error.path is not None for error in errors)
    return Outcome(was_executed, data, tuple(formatted(errors, context.document)))
