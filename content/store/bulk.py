"""Many writes in one round trip."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pymongo import ReplaceOne, UpdateOne

from content.store.store import Session

if TYPE_CHECKING:
    from motor.motor_asyncio import AsyncIOMotorCollection

    Collection = AsyncIOMotorCollection[dict[str, Any]]

Stored = dict[str, Any]


async def replace_all(
    collection: "Collection", documents: Sequence[Stored], session: Session | None
) -> None:
    """Each document stored under its `_id`, whether or not there was one."""
    if documents:
        writes = [ReplaceOne({"_id": doc["_id"]}, doc, upsert=True) for doc in documents]
        await collection.bulk_write(writes, ordered=False, session=session)


async def update_all(
    collection: "Collection",
    updates: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]],
    session: Session | None,
) -> int:
    """Each (filter, update) applied to one document; returns how many matched."""
    writes = [UpdateOne(where, update) for where, update in updates]
    if not writes:
        return 0
    result = await collection.bulk_write(writes, ordered=False, session=session)
    return result.matched_count


async def insert_all(
    collection: "Collection", documents: Sequence[Stored], session: Session | None
) -> None:
    """Each document inserted; raises the driver's BulkWriteError on a duplicate `_id` or key."""
    if documents:
        await collection.insert_many(list(documents), ordered=True, session=session)


async def replace_guarded(
    collection: "Collection",
    documents: Sequence[tuple[int, Stored]],
    session: Session | None = None,
) -> int:
    """Each (stamp, document) stored in place of one that still has that stamp; how many were."""
    if not documents:
        return 0
    writes = [ReplaceOne({"_id": doc["_id"], "stamp": stamp}, doc) for stamp, doc in documents]
    result = await collection.bulk_write(writes, ordered=False, session=session)
    return result.matched_count
