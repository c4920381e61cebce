"""The reference for writing: recorded writes repeated with Motor alone."""

from collections.abc import Sequence
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClientSession
from pymongo import DeleteMany, InsertOne, ReplaceOne, UpdateOne, WriteConcern

from bench.bare_motor import Database
from bench.writing.recording import Write

_DURABLE = WriteConcern("majority", j=True)
_Operation = InsertOne[dict[str, Any]] | ReplaceOne[dict[str, Any]] | UpdateOne | DeleteMany


async def replay_as_one(database: Database, writes: Sequence[Write], turn: int) -> None:
    """The same documents to the same collections in one transaction, one call a command."""
    async with (
        await database.client.start_session() as session,
        session.start_transaction(write_concern=_DURABLE),
    ):
        await replay(database, writes, turn, session)


async def replay(
    database: Database,
    writes: Sequence[Write],
    turn: int,
    session: AsyncIOMotorClientSession | None = None,
) -> None:
    """The same documents to the same collections, each command by itself and as durable.

    What is inserted gets an `_id` of this turn, and later updates find it by that.
    """
    names = {
        document["_id"]: f"{document['_id']}~{turn}"
        for write in writes
        if write.command == "insert"
        for document in write.payload
    }
    for write in writes:
        operations = [_operation(write.command, each, names, turn) for each in write.payload]
        collection = database[write.collection]
        if session is None:
            collection = collection.with_options(write_concern=_DURABLE)
        await collection.bulk_write(operations, session=session)


def _operation(
    command: str, payload: dict[str, Any], names: dict[str, str], turn: int
) -> _Operation:
    if command == "insert":
        return InsertOne(_inserted(payload, names, turn))
    identity = payload["q"].get("_id")
    where = {"_id": names.get(identity, identity)} if isinstance(identity, str) else payload["q"]
    if command == "delete":
        return DeleteMany(where)
    update, upsert = payload["u"], payload.get("upsert", False)
    if any(name.startswith("$") for name in update):
        return UpdateOne(where, update, upsert=upsert)
    return ReplaceOne(where, update, upsert=upsert)


def _inserted(document: dict[str, Any], names: dict[str, str], turn: int) -> dict[str, Any]:
    """The document with an `_id`, a key and a version of its own, as far as it has them."""
    fresh = {**document, "_id": names[document["_id"]]}
    if "key" in fresh:
        fresh["key"] += f"-{turn}"
    if "version" in fresh:
        fresh["version"] += (turn + 1) * 1_000
    return fresh
