"""What others do to content, told while it happens: one change stream a process, for everybody
in it who listens."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Self

from content.documents.work import Event
from content.store import Store, StoreError
from content.values.ids import ContentType, type_of
from content.values.problems import ContentError
from content.values.value import Value

logger = logging.getLogger(__name__)

MOST_WAITING: Final = 1_000
"""Changes that wait for a listener; one who is further behind is told so and let go."""
_INSERTED: Final = ({"$match": {"operationType": "insert"}},)


class ChangeAction(StrEnum):
    """What is done to an entity, as `content.recording` writes it, in capitals."""

    CREATE = "CREATE"
    SAVE = "SAVE"
    SHARE = "SHARE"
    FLATTEN = "FLATTEN"
    NAME_REVISION = "NAME_REVISION"
    RESTORE_REVISION = "RESTORE_REVISION"
    PUBLISH = "PUBLISH"
    UNPUBLISH = "UNPUBLISH"
    ARCHIVE = "ARCHIVE"
    RESTORE = "RESTORE"
    DELETE = "DELETE"


class EntityChange(Value):
    """One thing that was done to one entity; without a locale it concerns all of them."""

    id: str
    action: ChangeAction
    entity_id: str
    type: ContentType
    locale: str | None
    revision: int | None
    at: datetime
    by: str | None


class TooSlow(ContentError):
    """A listener is so far behind that some changes were dropped."""

    code = "TOO_SLOW"


class EventsLost(ContentError):
    """The change stream broke: what happened meanwhile is not known."""

    code = "EVENTS_LOST"


class Wanted(Value):
    """Which changes a listener hears of; None stands for all."""

    types: frozenset[ContentType] | None = None
    ids: frozenset[str] | None = None
    locales: frozenset[str] | None = None

    def takes(self, change: EntityChange) -> bool:
        """Whether the change is one of them; what concerns all locales is of each."""
        return (
            (self.types is None or change.type in self.types)
            and (self.ids is None or change.entity_id in self.ids)
            and (self.locales is None or change.locale is None or change.locale in self.locales)
        )


class Listener:
    """The changes that one listener wanted, in order; raises TooSlow or EventsLost at its end."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._waiting: deque[EntityChange] = deque()
        self._over: ContentError | None = None
        self._news = asyncio.Event()

    def offer(self, change: EntityChange) -> None:
        """Keeps a change until it is asked for, if it is wanted."""
        if self._over is not None or not self._wanted.takes(change):
            return
        if len(self._waiting) == MOST_WAITING:
            self.end(TooSlow(f"Over {MOST_WAITING:,} changes wait to be read. Begin again."))
        else:
            self._waiting.append(change)
            self._news.set()

    def end(self, why: ContentError) -> None:
        """Nothing comes any more, of what waits neither."""
        self._over = why
        self._waiting.clear()
        self._news.set()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> EntityChange:
        while not self._waiting:
            if self._over is not None:
                raise self._over
            self._news.clear()
            await self._news.wait()
        return self._waiting.popleft()


class EventFeed:
    """Follows events while anybody listens, with one stream however many there are."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listeners: set[Listener] = set()
        self._following: tuple[asyncio.Task[None], asyncio.Future[None]] | None = None

    @asynccontextmanager
    async def listening(self, wanted: Wanted) -> AsyncIterator[Listener]:
        """A listener to whatever is committed once the block was entered.

        Raises Unavailable when MongoDB cannot be reached.
        """
        listener = Listener(wanted)
        self._listeners.add(listener)
        try:
            if self._following is None or self._following[0].done():
                begun = asyncio.get_running_loop().create_future()
                self._following = asyncio.create_task(self._follow(begun)), begun
            await asyncio.shield(self._following[1])
            yield listener
        finally:
            self._listeners.discard(listener)
            if not self._listeners and self._following is not None:
                self._following[0].cancel()
                self._following = None

    async def _follow(self, begun: "asyncio.Future[None]") -> None:
        try:
            async with self._store.watch(Event.Settings.name, _INSERTED) as changes:
                begun.set_result(None)
                async for found in changes:
                    change = _read(found["fullDocument"])
                    if change is not None:
                        for listener in self._listeners:
                            listener.offer(change)
        except Exception as error:
            if not isinstance(error, StoreError):
                logger.exception("following events failed; whoever listened begins again")
            if not begun.done():
                begun.set_exception(error)
            for listener in self._listeners:
                listener.end(EventsLost("Some changes were missed. Read anew, and begin again."))


def _read(stored: Mapping[str, Any]) -> EntityChange | None:
    """The change an event tells of; None for one that a newer Rolebook wrote."""
    action = stored["type"].upper()
    if action not in _ACTIONS:
        return None
    return EntityChange(
        id=stored["_id"],
        action=ChangeAction(action),
        entity_id=stored["entity"],
        type=type_of(stored["entity"]),
        locale=stored["locale"],
        revision=stored["revision"],
        at=stored["at"],
        by=stored.get("by") or None,
    )


_ACTIONS: Collection[str] = frozenset(ChangeAction)
