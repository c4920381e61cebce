"""A change stream that goes on where it was when MongoDB comes back."""

import asyncio
import contextvars
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from pymongo.errors import OperationFailure, PyMongoError

from content.store.errors import HistoryLost, reason, told_as_unavailable

if TYPE_CHECKING:
    from motor.motor_asyncio import AsyncIOMotorCollection
    from pymongo.change_stream import ChangeStream

T = TypeVar("T")

_WAIT_MILLISECONDS: Final = 1_000
_PAUSES_SECONDS: Final = (0.1, 0.2, 0.5, 1.0, 2.0)
_RESUMABLE: Final = "ResumableChangeStreamError"
_KILLED: Final = frozenset({175, 237, 11601})  # QueryPlanKilled, CursorKilled, Interrupted
_MOST: Final = 1_000
"""How many changes MongoDB tells at once."""


class Changes:
    """The changes of a collection since the block was entered, or since a resume token.

    `async with store.watch("events") as changes: async for change in changes: …` yields the
    server's change events, each once and in order; `batch` answers those of one reply together.
    `token` is where a later watch goes on; `heard_at` is the monotonic time of the last reply.
    Raises HistoryLost when MongoDB no longer remembers that far back, or refuses.
    """

    def __init__(
        self,
        collection: "AsyncIOMotorCollection[dict[str, Any]]",
        pipeline: Sequence[Mapping[str, Any]],
        token: Mapping[str, Any] | None,
        full_document: str | None,
    ) -> None:
        self._collection = collection
        self._pipeline = list(pipeline)
        self._full_document = full_document
        self._stream: ChangeStream[Any] | None = None
        self._held: deque[Mapping[str, Any]] = deque()
        self._end: Mapping[str, Any] | None = token
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="changes")
        self.token = token
        self.heard_at = time.monotonic()
        self.is_behind = True
        """Whether MongoDB may have more to tell that had happened by the last reply."""

    async def __aenter__(self) -> Self:
        # A first, impatient stream tells where "now" is; from then on nothing is missed.
        try:
            with told_as_unavailable():
                self._held.extend(await self._in_thread(self._begin))
        except BaseException as error:
            self._leave()
            if isinstance(error, OperationFailure):
                raise _lost(error) from error
            raise
        self.heard_at = time.monotonic()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Mapping[str, Any]:
        while not self._held:
            self._held.extend(await self.batch())
        change = self._held.popleft()
        self.token = change["_id"] if self._held else self._end
        return change

    async def batch(self) -> list[Mapping[str, Any]]:
        """The changes of MongoDB's next reply; none when there were none for a second."""
        if self._held:
            early = list(self._held)
            self._held.clear()
            self.token = self._end
            return early
        failures = 0
        while True:
            try:
                found = await self._in_thread(self._drain)
            except PyMongoError as error:
                await self._in_thread(self._drop)
                if not _goes_on(error):
                    raise _lost(error) from error
                await asyncio.sleep(_PAUSES_SECONDS[min(failures, len(_PAUSES_SECONDS) - 1)])
                failures += 1
                continue
            self.heard_at = time.monotonic()
            self.is_behind = len(found) >= _MOST
            self.token = self._end
            return found

    async def _in_thread(self, call: Callable[[], T]) -> T:
        """A thread of the stream's own waits for MongoDB; it makes one call after the other."""
        context = contextvars.copy_context()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, context.run, call)

    def _begin(self) -> list[Mapping[str, Any]]:
        with self._open(1) as stream:
            found = stream.try_next()
            self._end = self.token = stream.resume_token
        return [] if found is None else [found]

    def _drain(self) -> list[Mapping[str, Any]]:
        if self._stream is None:
            self._stream = self._open(_WAIT_MILLISECONDS)
        if not self._stream.alive:
            raise HistoryLost("The change stream has ended: its collection was dropped.")
        found = []
        change = self._stream.try_next()
        while change is not None:
            found.append(change)
            change = self._stream.try_next() if _holds_more(self._stream) else None
        self._end = self._stream.resume_token or self._end
        return found

    def _open(self, wait_milliseconds: int) -> "ChangeStream[Any]":
        stream: ChangeStream[Any] = self._collection.delegate.watch(
            self._pipeline,
            full_document=self._full_document,
            resume_after=self._end,
            max_await_time_ms=wait_milliseconds,
            batch_size=_MOST,
        )
        return stream

    def _drop(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()

    def _leave(self) -> None:
        """Nobody waits for the thread, which may wait for MongoDB."""
        self._thread.submit(self._drop)
        self._thread.shutdown(wait=False)


def _holds_more(stream: "ChangeStream[Any]") -> bool:
    """Whether the reply that the last change came in holds another: taking it asks nobody."""
    cursor = stream._cursor  # the driver tells it in no other way
    return cursor is not None and cursor._has_next()


def _goes_on(error: PyMongoError) -> bool:
    """Whether the stream can go on after its token: it was cut off, not refused."""
    if not isinstance(error, OperationFailure):
        return True
    return error.has_error_label(_RESUMABLE) or error.code in _KILLED


def _lost(error: PyMongoError) -> HistoryLost:
    return HistoryLost(f"The change stream cannot go on where it stopped ({reason(error)}).")
