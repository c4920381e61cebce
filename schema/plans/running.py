"""Running a plan: the resolvers that read run side by side, the rest is projection."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from inspect import isawaitable
from typing import Any

from graphql.execution.values import VariableValues

from schema.plans.plan import Plan, Step
from schema.plans.unplannable import Mismatch, Reply, ReplyPath


async def run(plan: Plan, context: Any, variables: VariableValues) -> dict[str, Any]:
    """The operation's data, all of it; it may share parts with what the resolvers returned.

    Raises Mismatch for everything that would put an error into the answer.
    """
    return await _run(plan, _Running(context, variables, _side_by_side))


def run_at_once(plan: Plan, context: Any, variables: VariableValues) -> dict[str, Any]:
    """The same, of resolvers that wait for nothing; raises Mismatch also when one would wait."""
    running = _run(plan, _Running(context, variables, _one_by_one))
    try:
        running.send(None)
    except StopIteration as ended:
        data: dict[str, Any] = ended.value
        return data
    running.close()
    raise Mismatch("would wait")


async def _run(plan: Plan, running: "_Running") -> dict[str, Any]:
    if len(plan.names) == len(plan.steps) == 1:
        value = await running.value(plan.steps[0], None)
        if running.reason is None:
            return {plan.names[0]: value}
        raise Mismatch(running.reason, running.replies)
    values = await running.all([running.value(step, None) for step in plan.steps])
    if running.reason is not None:
        raise Mismatch(running.reason, running.replies)
    data = {step.name: value for step, value in zip(plan.steps, values, strict=True)}
    data.update(plan.constants)
    return {name: data[name] for name in plan.names}


_Values = Sequence[Coroutine[Any, Any, Any]]
_All = Callable[[_Values], Awaitable[Sequence[Any]]]


class _Running:
    """One run: what the resolvers answered, and why graphql-core has to take over, if it has to."""

    __slots__ = ("all", "context", "reason", "replies", "variables")

    def __init__(self, context: Any, variables: VariableValues, all: _All) -> None:
        self.context = context
        self.variables = variables
        self.all = all
        self.replies: dict[ReplyPath, Reply] = {}
        self.reason: str | None = None

    async def value(self, step: Step, source: Any) -> Any:
        """What a step is answered with; without meaning once there is a reason."""
        try:
            found = step.resolved(source, self.context, self.variables)
            if isawaitable(found):
                found = await found
        except Mismatch as mismatch:
            self.reason = mismatch.reason
            return None
        except Exception as error:
            self.replies[step.path] = Reply(error=error)
            self.reason = type(error).__name__
            return None
        self.replies[step.path] = Reply(found)
        try:
            answered = step.project(found)
        except Mismatch as mismatch:
            self.reason = mismatch.reason
            return None
        except Exception as error:
            self.reason = f"stored {type(error).__name__}"
            return None
        return await self._with_late(step, found, answered) if step.late else answered

    async def _with_late(self, step: Step, found: Any, answered: dict[str, Any]) -> Any:
        late = await self.all([self.value(each, found) for each in step.late])
        for each, value in zip(step.late, late, strict=True):
            answered[each.name] = value
        return {name: answered[name] for name in step.names}


async def _side_by_side(waiting: _Values) -> Sequence[Any]:
    if len(waiting) == 1:
        return (await waiting[0],)
    return await asyncio.gather(*waiting)


async def _one_by_one(waiting: _Values) -> Sequence[Any]:
    return [await each for each in waiting]
