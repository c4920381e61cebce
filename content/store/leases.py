"""Leases: of all processes one does a job, by the database's own clock."""

import os
import socket
from typing import TYPE_CHECKING, Any

from pymongo.errors import DuplicateKeyError
from ulid import ULID

if TYPE_CHECKING:
    from motor.motor_asyncio import AsyncIOMotorCollection

    Collection = AsyncIOMotorCollection[dict[str, Any]]


def new_holder() -> str:
    """A name for one who holds leases: host, process, and what tells two in it apart."""
    return f"{socket.gethostname()}:{os.getpid()}:{ULID()}"


async def claim(collection: "Collection", name: str, holder: str, seconds: float) -> bool:
    """Whether the lease is the holder's for that long from now: free, run out, or theirs already.

    A lease saves double work; it excludes nobody who was held up. What must not happen twice
    also needs a guard of its own.
    """
    is_free = {"$lte": ["$value.until", "$$NOW"]}  # no lease at all sorts before every time
    is_own = {"$eq": ["$value.holder", holder]}
    until = {"$add": ["$$NOW", round(seconds * 1000)]}
    mine = {"holder": holder, "until": until}
    update = [{"$set": {"value": {"$cond": [{"$or": [is_free, is_own]}, mine, "$value"]}}}]
    try:
        found = await collection.find_one_and_update(
            {"_id": _id(name)}, update, upsert=True, return_document=True
        )
    except DuplicateKeyError:  # two made the first lease at once, and the other was faster
        return False
    return bool(found["value"]["holder"] == holder)


async def release(collection: "Collection", name: str, holder: str) -> None:
    """The lease is free again, if the holder has it."""
    await collection.delete_one({"_id": _id(name), "value.holder": holder})


def _id(name: str) -> str:
    return f"lease:{name}"
