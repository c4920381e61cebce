"""All or nothing: a transaction that tries again when it met another one."""

import asyncio
import contextvars
import random
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Final, NoReturn, TypeVar

from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorClientSession
from pymongo import ReadPreference, WriteConcern
from pymongo.errors import PyMongoError, ServerSelectionTimeoutError
from pymongo.read_concern import ReadConcern

from content.store.errors import UNAVAILABLE, OutcomeUnknown, reason, unavailable
from content.store.time_limits import TRANSACTION_SECONDS, within
from content.values.problems import Busy

T = TypeVar("T")

RETRIES: Final = 5
_FIRST_PAUSE_SECONDS: Final = 0.02

Call = Callable[[], Coroutine[Any, Any, None]]
_calls: dict[int, list[Call]] = {}
"""What waits for the commits of the transactions under way, by the identity of their session."""
_running: set[asyncio.Task[None]] = set()

_SNAPSHOT = ReadConcern("snapshot")
_DURABLE = WriteConcern("majority", j=True)


async def after_commit(session: AsyncIOMotorClientSession | None, call: Call) -> None:
    """Runs the call once the session's transaction has committed, before its caller goes on.

    Without a session it runs now. It never runs for an attempt that was aborted; it does run
    when the outcome is not known, so it may only tell others to look again.
    """
    if session is None:
        await call()
    else:
        _calls[id(session)].append(call)


async def transact(
    client: "AsyncIOMotorClient[dict[str, Any]]",
    work: Callable[[AsyncIOMotorClientSession], Awaitable[T]],
    reach: Callable[[], Awaitable[None]],
) -> T:
    """The result of `work`, whose reads and writes through the session commit together.

    `work` may run up to six times, so it must have no other effect. Raises Busy when others
    kept writing the same documents, Unavailable when MongoDB is away, OutcomeUnknown when it
    went away during the commit, and whatever `work` raises.
    """
    deadline = time.monotonic() + TRANSACTION_SECONDS
    attempt = 0
    while True:
        await reach()
        try:
            return await _attempt(client, work, deadline)
        except PyMongoError as error:
            pause = random.uniform(0, _FIRST_PAUSE_SECONDS * 2**attempt)  # noqa: S311  # jitter
            is_last = attempt == RETRIES or time.monotonic() + pause >= deadline
            if is_last or not _may_pass(error):
                _tell(error)
        await asyncio.sleep(pause)
        attempt += 1


def _may_pass(error: PyMongoError) -> bool:
    """Whether the same transaction may go through at once."""
    waited_already = isinstance(error, ServerSelectionTimeoutError)
    return error.has_error_label("TransientTransactionError") and not waited_already


def _tell(error: PyMongoError) -> NoReturn:
    if isinstance(error, UNAVAILABLE):
        raise unavailable(error) from error
    if error.has_error_label("TransientTransactionError"):
        raise Busy(
            "The database is busy with other changes to the same content; try again in a moment."
        ) from error
    raise error


async def _attempt(
    client: "AsyncIOMotorClient[dict[str, Any]]",
    work: Callable[[AsyncIOMotorClientSession], Awaitable[T]],
    deadline: float,
) -> T:
    session = await client.start_session()
    calls = _calls[id(session)] = []
    told: Sequence[asyncio.Task[None]] = ()
    try:
        with within(max(deadline - time.monotonic(), 0.001)):
            session.start_transaction(_SNAPSHOT, _DURABLE, ReadPreference.PRIMARY)
            result = await work(session)
            try:
                await _commit(session, deadline)
            except BaseException:
                # It may be stored nevertheless; nobody waits for what is told of that.
                _start(calls)
                raise
            told = _start(calls)
    finally:
        del _calls[id(session)]
        # Outside the time limit, so that a transaction that ran out of time is still aborted.
        await session.end_session()
    for task in told:
        await asyncio.shield(task)
    return result


def _start(calls: Sequence[Call]) -> Sequence[asyncio.Task[None]]:
    """Tasks of their own, so that they run to their end even when the caller is cancelled."""
    tasks = [asyncio.create_task(call(), context=contextvars.Context()) for call in calls]
    for task in tasks:
        _running.add(task)
        task.add_done_callback(_running.discard)
    return tasks


async def _commit(session: AsyncIOMotorClientSession, deadline: float) -> None:
    for attempt in range(RETRIES + 1):
        try:
            await session.commit_transaction()
        except PyMongoError as error:
            if not error.has_error_label("UnknownTransactionCommitResult"):
                raise
            if attempt == RETRIES or time.monotonic() >= deadline:
                raise OutcomeUnknown(
                    f"MongoDB went away during a commit ({reason(error)}); "
                    "look whether the change is there before you repeat it."
                ) from error
        else:
            return
