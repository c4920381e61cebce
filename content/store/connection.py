"""Opening the database, or one sentence about why not."""

from typing import Any, Final

from bson.errors import InvalidStringData
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import ReadPreference
from pymongo.errors import ConfigurationError, InvalidName, OperationFailure, PyMongoError
from pymongo.uri_parser import parse_uri

from content.store.errors import StoreError, reason
from content.store.store import Store
from content.store.time_limits import SECONDS, Side

OPTIONS: Final[dict[str, Any]] = {
    "w": "majority",
    "journal": True,
    "retryWrites": True,
    "retryReads": True,
    "readConcernLevel": "majority",
    "connectTimeoutMS": 2_000,
    "heartbeatFrequencyMS": 2_000,
    "maxPoolSize": 50,
    "waitQueueTimeoutMS": 500,
    "tz_aware": True,
    "appname": "rolebook",
}
"""What every client of Rolebook asks for, whatever the URI says: an acknowledged write is on
the disk of most members, and a read never sees one that could be rolled back."""

_OLDEST_WIRE_VERSION: Final = 17  # MongoDB 6.0
_REFUSED: Final = frozenset({13, 18})  # Unauthorized, AuthenticationFailed


async def connect(uri: str, database: str, *, side: Side = "editorial") -> Store:
    """The open database at `uri`; `side` decides how long an operation may take.

    Raises StoreError when the URI is wrong, nobody answers, the user is refused, or the server
    is no replica set.
    """
    if not uri.startswith(("mongodb://", "mongodb+srv://")):
        raise StoreError(
            "ROLEBOOK_MONGODB_URI cannot be used: it must begin with mongodb:// or mongodb+srv://."
        )
    milliseconds = int(SECONDS[side] * 1_000)
    try:
        client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(
            uri, **OPTIONS, timeoutMS=milliseconds, serverSelectionTimeoutMS=milliseconds
        )
        store = Store(client, database, SECONDS[side])
    except InvalidName as error:
        raise StoreError(f"ROLEBOOK_DATABASE is no database name: {reason(error)}.") from error
    except (PyMongoError, ValueError, TypeError, InvalidStringData) as error:
        raise StoreError(f"ROLEBOOK_MONGODB_URI cannot be used: {reason(error)}.") from error
    try:
        await _check(store, uri)
    except BaseException:
        await store.close()
        raise
    return store


async def _check(store: Store, uri: str) -> None:
    place = _hosts(uri)
    try:
        hello = await store.client.admin.command(
            "hello", read_preference=ReadPreference.PRIMARY_PREFERRED
        )
        await store.published.list_collection_names(filter={"name": "meta"})
    except OperationFailure as error:
        if error.code in _REFUSED:
            raise StoreError(
                f"MongoDB at {place} refuses this user ({reason(error)}): check the name, the "
                "password and authSource in ROLEBOOK_MONGODB_URI."
            ) from error
        if error.code == _NOT_INITIATED:
            raise StoreError(_not_initiated(place)) from error
        raise StoreError(f"MongoDB at {place} cannot be used: {reason(error)}.") from error
    except (PyMongoError, ConfigurationError) as error:
        raise StoreError(
            f"MongoDB at {place} cannot be reached ({reason(error)}): check that it runs and that "
            "ROLEBOOK_MONGODB_URI is right."
        ) from error
    if "setName" not in hello and hello.get("msg") != "isdbgrid":
        raise StoreError(_not_initiated(place) if "isreplicaset" in hello else _standalone(place))
    if hello["maxWireVersion"] < _OLDEST_WIRE_VERSION:
        raise StoreError(f"MongoDB at {place} is too old: Rolebook needs MongoDB 6.0 or newer.")


_NOT_INITIATED: Final = 94


def _not_initiated(place: str) -> str:
    return (
        f"MongoDB at {place} is a replica set that was never initiated: "
        "run rs.initiate() in mongosh once."
    )


def _standalone(place: str) -> str:
    return (
        f"MongoDB at {place} is no replica set, and transactions need one: start it with "
        "--replSet rs0 and run rs.initiate() in mongosh once; one member is enough."
    )


def _hosts(uri: str) -> str:
    """Where the URI leads, without its credentials."""
    try:
        nodes = parse_uri(uri, validate=False)["nodelist"]
    except (PyMongoError, ValueError):
        return "ROLEBOOK_MONGODB_URI"
    return ", ".join(host if port is None else f"{host}:{port}" for host, port in nodes)
