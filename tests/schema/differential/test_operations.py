"""Random operations: what a plan answers, graphql-core answers, byte for byte."""

from collections import Counter

import pytest

from content.installation import Installation
from schema.delivery import schema
from schema.delivery.answering import Refusal, answer, executed, prepare
from schema.execution import Operation, Outcome, execute
from tests.schema.differential.operations import Asked, World, operations
from tests.schema.differential.world import context_of, told, world_of


async def _compared(installation: Installation, asked: Asked, *, is_whole: bool) -> str:
    """How an operation was answered, once both answers were found to be equal.

    With `is_whole` graphql-core's answer comes through all of `execute`, limits and all.
    """
    theirs_in, ours_in = context_of(installation), context_of(installation)
    theirs: Outcome | None = None
    if is_whole:
        theirs = await execute(schema, Operation(asked.text, asked.variables), theirs_in)
    try:
        operation = prepare(asked.text).operation()
        variables = operation.variables(asked.variables)
    except Refusal as refusal:
        outcome = refusal.outcome
        assert theirs is None or told(None, outcome.errors) == told(None, theirs.errors), asked
        return "refused"
    if theirs is None:
        theirs = await executed(operation, variables, theirs_in, {})
    ours = await answer(operation, variables, ours_in)
    assert ours.was_executed == theirs.was_executed, asked
    if len(theirs.errors) > 1 or len(ours.errors) > 1:
        # Which of several fields fails first is a matter of time, and graphql-core stops when
        # nothing of the data is left; a plan lets all of them end.
        messages = [{one["message"] for one in each.errors} for each in (ours, theirs)]
        assert messages[0] >= messages[1], asked
        assert told(ours.data, ()) == told(theirs.data, ()), asked
        return "several errors"
    assert told(ours.data, ours.errors) == told(theirs.data, theirs.errors), asked
    if theirs.errors:
        return "error"
    assert ours_in.unused_variables == theirs_in.unused_variables, asked
    return "planned" if ours.was_planned else "not planned"


async def _all_compared(
    installation: Installation, world: World, documents: int, each: int
) -> Counter[str]:
    ways: Counter[str] = Counter()
    for number, asked in enumerate(operations(world, documents, each)):
        ways[await _compared(installation, asked, is_whole=number % 10 == 0)] += 1
    assert ways["planned"] >= 0.5 * ways.total(), ways
    assert ways["not planned"] == 0, ways
    assert ways["error"] >= 0.02 * ways.total(), ways
    return ways


async def test_some_hundred_operations_are_answered_alike(installation: Installation) -> None:
    world = await world_of(installation)
    assert (await _all_compared(installation, world, 30, 10)).total() >= 300


@pytest.mark.slow
async def test_thousands_of_operations_are_answered_alike(installation: Installation) -> None:
    world = await world_of(installation, with_sample=True)
    assert (await _all_compared(installation, world, 900, 6)).total() >= 5_000
