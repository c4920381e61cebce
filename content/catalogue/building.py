"""Reading everything that is published into the catalogue, beside the serving of requests."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import suppress
from typing import Any, Final

from content.catalogue.catalogue import Catalogue
from content.catalogue.giving_back import give_back_memory
from content.catalogue.texts import Text
from content.documents.resolved import Resolved
from content.news.facts import FIELDS, Facts, facts_of
from content.store import Store, StoreError, told_as_unavailable

logger = logging.getLogger(__name__)

ROWS_AT_ONCE: Final = 100
"""How many rows are taken in before others have their turn: some milliseconds' worth."""
TEXTS_AT_ONCE: Final = 100
_ROWS_TO_SETTLE: Final = 5_000
_LOOK_SECONDS: Final = 0.5
"""Searches do not wait for it: they read what is out of date themselves."""
_TEXT: Final = {"search": 1, "language": 1}


async def keep_built(
    catalogue: Catalogue, store: Store, stop: asyncio.Event, built: asyncio.Event | None = None
) -> None:
    """Reads everything at the start and whenever it must be read again, until `stop` is set.

    Between times the texts of what was published are read again within a moment. `built` is set
    when everything has been read for the first time.
    """
    failures = 0
    while not stop.is_set():
        try:
            if not catalogue.search.is_ready:
                await build(catalogue, store)
            await catch_up(catalogue, store)
            failures = 0
            if built is not None and catalogue.search.is_ready:
                built.set()
        except StoreError:
            failures += 1  # what is known stays: news say whether it is current
        except Exception:
            failures += 1
            logger.exception("the catalogue is read again; lists are asked of MongoDB meanwhile")
            catalogue.everything_changed()
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _LOOK_SECONDS * 2 ** min(failures, 5))


async def build(catalogue: Catalogue, store: Store) -> None:
    """Reads every row, so that lists are answered from here, and then every text for searches.

    Rows that are there already are kept up to date by news, and not read again. What news tell
    meanwhile is kept. It ends early when everything has to be read again.
    """
    if not catalogue.is_ready:
        await _read_rows(catalogue, store)
    if catalogue.is_ready:
        await _read_texts(catalogue, store)


async def _read_rows(catalogue: Catalogue, store: Store) -> None:
    reading = catalogue.begin_reading()
    settled = 0
    async for stored in _batches(store, {}, FIELDS, ROWS_AT_ONCE):
        if catalogue.reading != reading:
            return
        catalogue.take_in([facts_of(one) for one in stored])
        if len(catalogue) - settled >= _ROWS_TO_SETTLE:
            settled = len(catalogue)
            gc.freeze()  # or looking through all of it for garbage would hold up everyone
    gc.freeze()
    catalogue.end_reading()


async def _read_texts(catalogue: Catalogue, store: Store) -> None:
    reading = catalogue.reading
    texts = await catalogue.search.begin()
    async for stored in _batches(store, {"listed": True}, _TEXT, TEXTS_AT_ONCE):
        rows = [
            (facts, _text(one))
            for one in stored
            if (facts := catalogue.facts(one["_id"])) is not None and facts.listed
        ]
        await asyncio.to_thread(texts.write, rows)
        if catalogue.reading != reading:
            return
    await asyncio.to_thread(texts.commit)
    if catalogue.reading == reading:
        catalogue.search.end(texts)
    await asyncio.to_thread(give_back_memory)


async def catch_up(catalogue: Catalogue, store: Store) -> None:
    """Returns when searches know everything that the catalogue knows; raises Unavailable."""

    async def read(documents: Collection[str]) -> Mapping[str, tuple[Facts, Text]]:
        found = {}
        wanted = {"_id": {"$in": list(documents)}}
        async for stored in _batches(store, wanted, _TEXT, TEXTS_AT_ONCE):
            for one in stored:
                facts = catalogue.facts(one["_id"])
                if facts is not None and facts.listed:
                    found[facts.document] = (facts, _text(one))
        return found

    await catalogue.search.catch_up(read)


async def _batches(
    store: Store, wanted: Mapping[str, Any], fields: Mapping[str, int], size: int
) -> AsyncIterator[list[dict[str, Any]]]:
    # News read the primary, and so must this: what they told of is there already.
    collection = store.database.get_collection(Resolved.Settings.name)
    cursor = collection.find(dict(wanted), dict(fields), batch_size=size)
    try:
        while True:
            with told_as_unavailable():
                stored = await cursor.to_list(size)
            if not stored:
                return
            yield stored
    finally:
        await cursor.close()


def _text(stored: Mapping[str, Any]) -> Text:
    search = stored["search"]
    title = "\n".join(filter(None, (search["title"], search.get("names"))))
    return Text(title, search["text"], stored["language"])
