"""Answering one operation of the delivery API: by its plan, else by graphql-core."""

from dataclasses import dataclass

from graphql import ExecutionResult, GraphQLError, execute
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.utils.await_maybe import await_maybe

from schema.delivery.context import Context
from schema.delivery.preparing import Prepared, PreparedOperation, Refusal, Variables, prepare
from schema.delivery.schema import schema
from schema.errors import formatted
from schema.execution import Outcome

__all__ = [
    "Answer",
    "Prepared",
    "PreparedOperation",
    "Refusal",
    "Variables",
    "answer",
    "prepare",
]


@dataclass(frozen=True)
class Answer(Outcome):
    """An operation's outcome, and whether its plan alone gave it."""

    was_planned: bool = False


async def answer(operation: PreparedOperation, variables: Variables, context: Context) -> Answer:
    """The operation's answer, the same whether its plan or graphql-core gives it."""
    return await _executed(operation, variables, context)


async def _executed(
    operation: PreparedOperation, variables: Variables, context: Context
) -> Answer:
    try:
        result: ExecutionResult = await await_maybe(
            execute(
                schema.core,
                operation.document,
                context_value=context,
                variable_values=dict(variables.given),
                operation_name=operation.name,
                is_awaitable=optimized_is_awaitable,
                executor_class=schema.execution_context_class,
                operation_extensions=None,
            )
        )
        data, errors = result.data, result.errors or []
    except Exception as error:
        told = error if isinstance(error, GraphQLError) else GraphQLError(str(error), None)
        data, errors = None, [told]
    was_executed = all(error.path is not None for error in errors)
    return Answer(was_executed, data, tuple(formatted(errors, operation.document)))
