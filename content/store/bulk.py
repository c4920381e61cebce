"""Many writes in one round trip."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pymongo import ReplaceOne, UpdateOne
from pymongo.errors import BulkWriteError

from content.store.store import Session

if TYPE_CHECKING:
    from motor.motor_asyncio import AsyncIOMotorCollection

    Collection = AsyncIOMotorCollection[dict[str, Any]]

Stored = dict[str, Any]

_DUPLICATE_KEY = 11_000


class Duplicate(Exception):
    """Another document holds what is unique; `values` say what, by field."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = dict(values)
        super().__init__(f"there is one with {self.values} already")


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
    """Each document inserted; raises Duplicate when another has the `_id` or a unique value."""
    if not documents:
        return
    try:
        await collection.insert_many(list(documents), ordered=True, session=session)
    except BulkWriteError as error:
        for each in (error.details or {}).get("writeErrors", ()):
            if each.get("code") == _DUPLICATE_KEY:
                raise Duplicate(each.get("keyValue", {})) from error
        raise


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
