"""Running an operation for a request: no longer than it may take, or than anybody waits for it."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final, TypeVar

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.graphql_over_http import Refused

T = TypeVar("T")

QUERY_SECONDS: Final = 10.0
MUTATION_SECONDS: Final = 15.0
"""More than a transaction and what it settles may take."""

_UNWATCHED_SECONDS: Final = 0.1

_log = structlog.stdlib.get_logger("rolebook.requests")
_going_on: set["asyncio.Task[Any]"] = set()


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


class NoAnswer(Response):
    """What is answered to a client that has gone."""

    async def __call__(self, _scope: Scope, _receive: Receive, _send: Send) -> None:
        """Sends nothing."""


async def while_waited_for(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What a query's `work` returns; raises ClientGone, and cancels it, when its client goes.

    The body of the request has been read by now. Most work is done before anybody begins to
    watch the client.
    """
    reader = asyncio.current_task()
    assert reader is not None
    watch: asyncio.Task[None] | None = None
    has_gone = False

    async def cancel_when_gone() -> None:
        nonlocal has_gone
        await _gone(request)
        has_gone = reader.cancel()

    def begin_to_watch() -> None:
        nonlocal watch
        watch = asyncio.create_task(cancel_when_gone())

    begin = asyncio.get_running_loop().call_later(_UNWATCHED_SECONDS, begin_to_watch)
    try:
        return await work
    except asyncio.CancelledError:
        if not has_gone:
            raise
        reader.uncancel()
        raise ClientGone from None
    finally:
        begin.cancel()
        if watch is not None:
            watch.cancel()


async def run_for(
    request: Request, work: Coroutine[Any, Any, T], is_mutation: Callable[[], bool]
) -> T:
    """What the `work` of a query or a mutation returns.

    A query is cancelled after 10 seconds, with Refused 504, or when its client goes, with
    ClientGone. A mutation runs to its end whatever happens, since nobody knows the outcome of a
    change that is cut off: after 15 seconds its caller hears, by Refused 504, that it takes too
    long, and it goes on. `is_mutation` is asked when it matters; the query is read by `work`.
    """
    task = asyncio.create_task(work)
    watch = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({task, watch}, timeout=QUERY_SECONDS, return_when="FIRST_COMPLETED")
        if not task.done() and is_mutation():
            await asyncio.wait({task}, timeout=MUTATION_SECONDS - QUERY_SECONDS)
        if task.done():
            return task.result()
        if watch.done() and not is_mutation():
            raise ClientGone
        raise too_long(MUTATION_SECONDS if is_mutation() else QUERY_SECONDS)
    finally:
        watch.cancel()
        if not task.done():
            _leave(task, is_mutation())


def _leave(task: "asyncio.Task[Any]", is_mutation: bool) -> None:
    """Nobody awaits the task from here on."""
    if not is_mutation:
        task.cancel()
    _going_on.add(task)
    task.add_done_callback(_ended)


def _ended(task: "asyncio.Task[Any]") -> None:
    _going_on.discard(task)
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("an operation failed that nobody waited for", exc_info=error)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def too_long(seconds: float) -> Refused:
    """The refusal of an operation that takes longer than it may."""
    told = f"The operation took over {seconds:.0f} seconds. Ask for less at a time."
    return Refused(504, "TIME_LIMIT", told)
