"""Row 7: a compiled plan beside graphql-core, on the same page held in this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bench.measuring import Side, alternate
from bench.opening import PAGES, SECRET, opened
from bench.pages.filling import published_pages
from bench.plan import Plan
from bench.reading.queries import PAGE
from bench.report import Chapter
from content.installation import Installation
from content.reading import CursorSeal, Reader
from schema.delivery import Context
from schema.delivery.answering import answer, executed, prepare


@asynccontextmanager
async def _hearing(installation: Installation) -> AsyncIterator[None]:
    """What is read is held in the process, as in a server, while news are heard."""
    following = asyncio.create_task(installation.news.follow(asyncio.Event()))
    try:
        await installation.news.heard.wait()
        yield
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


async def measure_plans(uri: str, plan: Plan) -> Chapter:
    """The whole answer first, then its execution alone: what was read is at hand."""
    chapter = Chapter("The page operation without HTTP: 72 objects from a page in the process")
    async with opened(uri, PAGES) as installation, _hearing(installation):
        slug = (await published_pages())[0].slug
        operation = prepare(PAGE).operation()
        variables = operation.variables({"slug": slug})
        seal = CursorSeal(SECRET.encode())
        (step,) = operation.plans.plan(variables.coerced.coerced).steps

        def context() -> Context:
            return Context(Reader(installation), seal)

        async def planned(_turn: int) -> object:
            return await answer(operation, variables, context())

        async def walked(_turn: int) -> object:
            return await executed(operation, variables, context(), {})

        given = context()
        node = await step.resolved(None, given, variables.coerced)

        async def projected(_turn: int) -> object:
            return step.project(node)

        core = Side("graphql-core, the same resolvers", walked)
        for what, ours in (
            ("7 answer by a plan", Side("Rolebook", planned)),
            ("7 its execution alone", Side("Rolebook", projected)),
        ):
            sides = [ours, core]
            measured = await alternate(
                sides, turns=plan.reads, warm_ups=plan.warm_ups, seconds=plan.seconds
            )
            chapter.add(what, sides, measured)
    chapter.remarks.append("Bar for the execution alone: 0.02× (50 times as fast), goal 0.0125×.")
    return chapter
