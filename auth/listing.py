"""Lists of accounts and of clients, a stretch at a time."""

from typing import Any

from auth.directory import Directory
from auth.documents.accounts import User
from auth.documents.clients import Client
from auth.store import collection


async def users(_directory: Directory, *, after: str | None, limit: int) -> list[User]:
    """The first accounts by address, of those after this address."""
    found = collection(User).find(_beyond("email", after)).sort("email", 1).limit(limit)
    return [User.model_validate(each) for each in await found.to_list(None)]


async def count_users(_directory: Directory) -> int:
    """How many accounts there are."""
    counted: int = await collection(User).count_documents({})
    return counted


async def clients(_directory: Directory, *, after: str | None, limit: int) -> list[Client]:
    """The oldest clients, of those after this id; those that are built in come last."""
    found = collection(Client).find(_beyond("_id", after)).sort("_id", 1).limit(limit)
    return [Client.model_validate(each) for each in await found.to_list(None)]


async def count_clients(_directory: Directory) -> int:
    """How many clients there are, revoked and built-in ones too."""
    counted: int = await collection(Client).count_documents({})
    return counted


def _beyond(name: str, after: str | None) -> dict[str, Any]:
    return {} if after is None else {name: {"$gt": after}}
