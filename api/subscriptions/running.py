"""A subscription that runs in a task of its own, so that who waits for it can do more."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from schema.execution import Outcome
from schema.subscribing import failure


class Running:
    """The results of a subscription that runs from now on, until `end`."""

    def __init__(self, results: AsyncGenerator[Outcome, None], begun: asyncio.Event) -> None:
        self._results, self._begun = results, begun
        self._next: asyncio.Queue[Outcome | None] = asyncio.Queue(1)
        self._early: asyncio.Task[Outcome | None] | None = None
        self._task = asyncio.create_task(self._run())

    async def end(self) -> None:
        """Ends it, whether or not it has come to its end."""
        for task in filter(None, (self._task, self._early)):
            task.cancel()
            await asyncio.wait([task])

    async def refusal(self) -> Outcome | None:
        """Why it does not begin; None once it listens."""
        self._early = asyncio.create_task(self._next.get())
        begins = asyncio.create_task(self._begun.wait())
        try:
            await asyncio.wait({self._early, begins}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            begins.cancel()
        return None if self._begun.is_set() else self._early.result()

    async def next(self) -> Outcome | None:
        """The next result; None at the end."""
        early, self._early = self._early, None
        return await (early or self._next.get())

    async def _run(self) -> None:
        try:
            async with aclosing(self._results) as results:
                async for each in results:
                    await self._next.put(each)
        except Exception as error:
            await self._next.put(failure(error))
        await self._next.put(None)
