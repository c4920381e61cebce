"""Several writes of one transaction, one after the other without the event loop between them."""

import asyncio
import contextvars
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pymongo import ReplaceOne, UpdateOne

from content.store.store import Session

if TYPE_CHECKING:
    from motor.motor_asyncio import AsyncIOMotorCollection

    Collection = AsyncIOMotorCollection[dict[str, Any]]

Stored = dict[str, Any]


class Insert(NamedTuple):
    """New documents."""

    collection: "Collection"
    documents: Sequence[Stored]


class Replace(NamedTuple):
    """Documents stored under their `_id`, whether or not there was one."""

    collection: "Collection"
    documents: Sequence[Stored]


class Update(NamedTuple):
    """(Filter, update) pairs, each for one document that must be there."""

    collection: "Collection"
    updates: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]


class NotThere(Exception):
    """An update found no document that fits its filter."""


async def write_together(writes: Sequence[Insert | Replace | Update], session: Session) -> None:
    """Makes the writes in order, each in one command; those without documents cost nothing.

    A thread makes them all, so that a transaction is open for less long. Raises NotThere at
    the first update that does not fit; what was written before it is the transaction's to undo.
    """
    context = contextvars.copy_context()
    loop = asyncio.get_running_loop()
    making = loop.run_in_executor(None, context.run, _make, tuple(writes), session)
    try:
        await asyncio.shield(making)
    except asyncio.CancelledError:
        # Whoever waits no longer ends the session, which the thread must not see happen.
        await asyncio.wait([making])
        raise


def _make(writes: Sequence[Insert | Replace | Update], session: Session) -> None:
    for write in writes:
        match write:
            case Insert(documents=documents):
                if documents:
                    _insert(write, session)
            case Replace(documents=documents):
                if documents:
                    _replace(write, session)
            case Update(updates=updates):
                if updates and _matched(write, session) < len(updates):
                    told = f"one of {len(updates)} documents of {write.collection.name}"
                    raise NotThere(told)


# Most often there is one document, and the driver's bulk writes cost half as much again.


def _insert(write: Insert, session: Session) -> None:
    collection, documents = write.collection.delegate, list(write.documents)
    if len(documents) == 1:
        collection.insert_one(documents[0], session=session.delegate)
    else:
        collection.insert_many(documents, session=session.delegate)


def _replace(write: Replace, session: Session) -> None:
    collection, documents = write.collection.delegate, write.documents
    if len(documents) == 1:
        where = {"_id": documents[0]["_id"]}
        collection.replace_one(where, documents[0], upsert=True, session=session.delegate)
    else:
        operations = [ReplaceOne({"_id": each["_id"]}, each, True) for each in documents]
        collection.bulk_write(operations, ordered=False, session=session.delegate)


def _matched(write: Update, session: Session) -> int:
    collection, updates = write.collection.delegate, write.updates
    if len(updates) == 1:
        where, update = updates[0]
        return int(collection.update_one(where, update, session=session.delegate).matched_count)
    operations = [UpdateOne(where, update) for where, update in updates]
    told = collection.bulk_write(operations, ordered=False, session=session.delegate)
    return int(told.matched_count)
