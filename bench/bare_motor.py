"""MongoDB through Motor alone: what every reference stands on.

It imports nothing of Rolebook, so that the memory of the reference server is its own.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorDatabase

if TYPE_CHECKING:
    Database = AsyncIOMotorDatabase[dict[str, Any]]
else:
    Database = AsyncIOMotorDatabase


@asynccontextmanager
async def bare(uri: str, database: str) -> AsyncIterator[Database]:
    """A database through a client with the options that Motor has by itself."""
    client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(uri)
    try:
        yield client[database]
    finally:
        client.close()
