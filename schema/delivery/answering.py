"""Answering one operation of the delivery API: by its plan, else by graphql-core."""

from dataclasses import dataclass
from typing import Any

from graphql import ExecutionResult, GraphQLError, MiddlewareManager, execute
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.utils.await_maybe import await_maybe

from schema.delivery.context import Context
from schema.delivery.counting import COUNTS
from schema.delivery.preparing import (
    Prepared,
    PreparedOperation,
    Refusal,
    Variables,
    known,
    prepare,
)
from schema.delivery.schema import schema
from schema.errors import formatted
from schema.execution import Outcome
from schema.plans import Mismatch, Replies, Unplannable, replaying, run, run_at_once

__all__ = [
    "Answer",
    "Prepared",
    "PreparedOperation",
    "Refusal",
    "Variables",
    "answer",
    "answer_at_once",
    "known",
    "prepare",
]


@dataclass(frozen=True)
class Answer(Outcome):
    """An operation's outcome, and whether its plan alone gave it.

    Its data may share parts with what is read again for others: nobody changes it.
    """

    was_planned: bool = False


async def answer(operation: PreparedOperation, variables: Variables, context: Context) -> Answer:
    """The operation's answer, the same whether its plan or graphql-core gives it."""
    context.cost = variables.cost
    replies: Replies = {}
    try:
        plan = operation.plans.plan(variables.coerced.coerced)
        data = await run(plan, context, variables.coerced)
    except Unplannable as unplannable:
        reason = str(unplannable)
    except Mismatch as mismatch:
        reason, replies = mismatch.reason, mismatch.replies
    else:
        COUNTS.planned += 1
        return Answer(True, data, was_planned=True)
    COUNTS.fell_back(operation.name or operation.hash.hex(), reason)
    return await executed(operation, variables, context, replies)


def answer_at_once(
    operation: PreparedOperation, variables: Variables, context: Context
) -> dict[str, Any] | None:
    """The data of an answer without errors for which nothing is waited for; else None.

    `context` has a reader that does not wait. With None nothing was read: `answer` does it all.
    """
    context.cost = variables.cost
    try:
        plan = operation.plans.plan(variables.coerced.coerced)
        data = run_at_once(plan, context, variables.coerced)
    except (Unplannable, Mismatch):
        return None
    COUNTS.planned += 1
    return data


async def executed(
    operation: PreparedOperation, variables: Variables, context: Context, replies: Replies
) -> Answer:
    """The answer that graphql-core gives; resolvers that replied already are not run again."""
    middleware = MiddlewareManager(replaying(replies)) if replies else None
    try:
        result: ExecutionResult = await await_maybe(
            execute(
                schema.core,
                operation.document,
                context_value=context,
                variable_values=dict(variables.given),
                operation_name=operation.name,
                middleware=middleware,
                is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type]  # a bool, no guard
                executor_class=schema.execution_context_class,
                operation_extensions=None,
            )
        )
        data, errors = result.data, result.errors or []
    except Exception as error:
        told = error if isinstance(error, GraphQLError) else GraphQLError(str(error))
        data, errors = None, [told]
    was_executed = all(error.path is not None for error in errors)
    return Answer(was_executed, data, tuple(formatted(errors, operation.document)))
