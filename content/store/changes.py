"""A change stream that goes on where it was when MongoDB comes back."""

import asyncio
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Final, Self

from motor.motor_asyncio import AsyncIOMotorChangeStream, AsyncIOMotorCollection
from pymongo.errors import OperationFailure, PyMongoError

from content.store.errors import HistoryLost, reason, told_as_unavailable

_WAIT_MILLISECONDS: Final = 1_000
_PAUSES_SECONDS: Final = (0.1, 0.2, 0.5, 1.0, 2.0)
_RESUMABLE: Final = "ResumableChangeStreamError"


class Changes:
    """The changes of a collection since the block was entered, or since a resume token.

    `async with store.watch("events") as changes: async for change in changes: …` yields the
    server's change events, each once and in order. `token` is where a later watch goes on.
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
        self._stream: AsyncIOMotorChangeStream[Any] | None = None
        self._early: Mapping[str, Any] | None = None
        self.token = token

    async def __aenter__(self) -> Self:
        # A first, impatient stream tells where "now" is; from then on nothing is missed.
        stream = self._open(1)
        try:
            with told_as_unavailable():
                self._early = await stream.try_next()
            self.token = stream.resume_token
        except OperationFailure as error:
            raise _lost(error) from error
        finally:
            await stream.close()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._drop()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Mapping[str, Any]:
        if self._early is not None:
            change, self._early = self._early, None
            return change
        failures = 0
        while True:
            try:
                if self._stream is None:
                    self._stream = self._open(_WAIT_MILLISECONDS)
                found: Mapping[str, Any] | None = await self._stream.try_next()
                self.token = self._stream.resume_token or self.token
                failures = 0
            except PyMongoError as error:
                await self._drop()
                if isinstance(error, OperationFailure) and not error.has_error_label(_RESUMABLE):
                    raise _lost(error) from error
                await asyncio.sleep(_PAUSES_SECONDS[min(failures, len(_PAUSES_SECONDS) - 1)])
                failures += 1
                continue
            if found is not None:
                return found
            if not self._stream.delegate.alive:  # Motor's stub takes this property for a method
                raise HistoryLost("The change stream has ended: its collection was dropped.")

    def _open(self, wait_milliseconds: int) -> "AsyncIOMotorChangeStream[Any]":
        stream: AsyncIOMotorChangeStream[Any] = self._collection.watch(
            self._pipeline,
            full_document=self._full_document,
            resume_after=self.token,
            max_await_time_ms=wait_milliseconds,
        )
        return stream

    async def _drop(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            await stream.close()


def _lost(error: PyMongoError) -> HistoryLost:
    return HistoryLost(f"The change stream cannot go on where it stopped ({reason(error)}).")
