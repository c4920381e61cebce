"""What changed in the published documents: told at once by whoever changed them here, heard by a
change stream when it was another process."""

import asyncio
import contextvars
import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, Protocol

from content.documents.resolved import Resolved
from content.news.facts import FIELDS, Change, Facts, Listener, facts_of
from content.store import HistoryLost, Store, StoreError, is_not_now
from content.store.changes import Changes

logger = logging.getLogger(__name__)

SILENCE_SECONDS: Final = 3.0
"""After how long without a word from MongoDB the stream counts as lost."""
_PAUSE_SECONDS: Final = 0.5
_ALL_AT_ONCE: Final = 100_000
_WANTED: Final = ({"$project": {"operationType": 1, "documentKey": 1, "fullDocument.stamp": 1}},)


class Catalogue(Protocol):
    """What knows the facts of every published document, and takes in how they change."""

    @property
    def is_ready(self) -> bool:
        """Whether it has read all of them."""

    def facts(self, document: str) -> Facts | None:
        """The facts of one document, if it is known."""

    def apply(self, rows: Sequence[Facts], gone: Collection[str]) -> Sequence[Change]:
        """Takes in documents as they are now; answers those that differ from what it knew."""

    def everything_changed(self) -> None:
        """Has to read all of them again."""

    def lost(self) -> None:
        """Is not kept up to date from here on."""

    def regained(self) -> None:
        """Is up to date again."""


class News:
    """Reads again what changed and tells the catalogue, then every listener.

    `epoch` grows whenever something may have changed: what was read at an older one may be old.
    """

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self.epoch = 0
        self.heard = asyncio.Event()
        """Set while the stream is followed and nothing of it was missed."""
        self._store = store
        self._catalogue = catalogue
        self._listeners: list[Listener] = []
        self._waiting: set[str] = set()
        self._one_at_a_time = asyncio.Lock()
        self._next: asyncio.Task[None] | None = None
        self._follows = False
        self._is_lost = True
        self._heard_at = 0.0

    @property
    def is_current(self) -> bool:
        """Whether what other processes change is heard: the stream spoke within three seconds."""
        return not self._is_lost and time.monotonic() - self._heard_at < SILENCE_SECONDS

    def silence_seconds(self) -> float:
        """For how long nothing was heard: what others changed is known with no more delay."""
        return time.monotonic() - self._heard_at

    def doubt(self, _withdrawn: object = None) -> None:
        """Something else than a document changed what is served: readings under way are old."""
        self.epoch += 1

    def listen(self, listener: Listener) -> None:
        """From now on it is told, after those who were there before it."""
        self._listeners.append(listener)

    async def tell(self, documents: Mapping[str, int | None]) -> None:
        """These were written or removed by this process; returns when all listeners know.

        They come with the stamps they were given, None where that is not known. With MongoDB
        away, what is kept counts as unverified until it was looked at again.
        """
        if not documents:
            return
        self.epoch += 1
        if self._follows or self._listeners or self._catalogue.is_ready:
            await self._known(documents)

    async def follow(self, stop: asyncio.Event) -> None:
        """Hears what other processes change, until `stop` is set; one task of a process.

        It survives a database that is away: the stream goes on where it was.
        """
        watchdog = asyncio.create_task(self._watch_over())
        self._follows = True
        try:
            while not stop.is_set():
                try:
                    watching = self._store.watch(Resolved.Settings.name, _WANTED)
                    async with watching as changes:
                        self._begin(changes)
                        while not stop.is_set():
                            await self._hear(changes)
                    return
                except HistoryLost as error:
                    logger.warning("all that is kept is read anew: %s", error)
                except StoreError as error:
                    logger.warning("what other processes publish is not heard: %s", error)
                except Exception:
                    logger.exception("following what is published failed; it begins again")
                self._lose()
                await asyncio.sleep(_PAUSE_SECONDS)
        finally:
            watchdog.cancel()
            self._lose()
            self._follows = False

    def _begin(self, changes: Changes) -> None:
        """Nothing is missed from here on; what was kept before may be old."""
        self.epoch += 1
        self._heard_at = changes.heard_at
        self._catalogue.everything_changed()
        self._each(lambda listener: listener.everything_changed())
        self._regain()

    async def _hear(self, changes: Changes) -> None:
        heard = {
            change["documentKey"]["_id"]: change.get("fullDocument", {}).get("stamp")
            for change in await changes.batch()
            if "documentKey" in change
        }
        if changes.heard_at - self._heard_at >= SILENCE_SECONDS:
            self._lose()
        if heard or self._waiting:
            await self._known(heard)
        self._heard_at = changes.heard_at
        if self._is_lost and not changes.is_behind and not self._waiting:
            self._regain()

    async def _known(self, documents: Mapping[str, int | None]) -> None:
        """Returns when the catalogue and all listeners know these, by those stamps or later ones.

        A process hears of its own writes too, now before it tells them and now after: whichever
        comes first has them read, and they are not read again.
        """
        if self._one_at_a_time.locked():
            await self._one_at_a_time.acquire()  # what is read just now may be these
            self._one_at_a_time.release()
        self._waiting.update(
            name for name, stamp in documents.items() if not self._is_known(name, stamp)
        )
        if self._waiting:
            await self._refreshed()

    def _is_known(self, document: str, stamp: int | None) -> bool:
        """Whether it was told with that stamp or a later one: they grow while it lives."""
        known = self._catalogue.facts(document) if stamp else None
        return known is not None and stamp is not None and known.stamp >= stamp

    async def _watch_over(self) -> None:
        while True:
            await asyncio.sleep(SILENCE_SECONDS / 6)
            if not self._is_lost and not self.is_current:
                self._lose()

    async def _refreshed(self) -> None:
        """Returns when what waits by now was read and told; whoever comes meanwhile shares it."""
        if self._next is None:
            # Of nobody's time limit, for it works for many.
            self._next = asyncio.create_task(self._refresh(), context=contextvars.Context())
        await asyncio.shield(self._next)

    async def _refresh(self) -> None:
        async with self._one_at_a_time:
            self._next = None
            documents, self._waiting = self._waiting, set()
            try:
                rows = await self._read(documents)
            except Exception as error:
                if not is_not_now(error):
                    logger.exception("what changed could not be read")
                # Whoever follows asks for them again, and regains nothing before it has them.
                self._waiting |= documents
                self._lose()
            else:
                self._take_in(rows, documents)

    async def _read(self, documents: Collection[str]) -> list[Facts]:
        collection = self._store.database.get_collection(Resolved.Settings.name)
        cursor = collection.find({"_id": {"$in": list(documents)}}, FIELDS, batch_size=_ALL_AT_ONCE)
        return [facts_of(stored) for stored in await cursor.to_list(None)]

    def _take_in(self, rows: Sequence[Facts], documents: Collection[str]) -> None:
        self.epoch += 1
        was_ready = self._catalogue.is_ready
        gone = set(documents).difference(row.document for row in rows)
        changes = self._catalogue.apply(rows, gone)
        if not was_ready:
            # How they were before is not known, so neither is what they were in.
            self._each(lambda listener: listener.everything_changed())
        elif changes:
            self._each(lambda listener: listener.changed(changes))

    def _lose(self) -> None:
        if self._is_lost:
            return
        self.epoch += 1
        self._is_lost = True
        self.heard.clear()
        logger.warning("what other processes publish is not heard: all that is kept is unverified")
        self._catalogue.lost()
        self._each(lambda listener: listener.lost())

    def _regain(self) -> None:
        self._is_lost = False
        self.heard.set()
        self._catalogue.regained()
        self._each(lambda listener: listener.regained())

    def _each(self, call: Callable[[Listener], None]) -> None:
        for listener in self._listeners:
            try:
                call(listener)
            except Exception:
                # What it keeps may be wrong from here on: better that it keeps nothing.
                logger.exception("%s could not take in what changed", type(listener).__name__)
                _drop_everything(listener)


def _drop_everything(listener: Listener) -> None:
    try:
        listener.everything_changed()
    except Exception:
        # The others are told nevertheless, and whoever published hears nothing of it.
        logger.exception("%s may keep what is wrong", type(listener).__name__)
