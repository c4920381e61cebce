"""One open database: its handles, and the three ways to use it that need more than a handle."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorClientSession, AsyncIOMotorDatabase
from pymongo import ReadPreference

from content.store.changes import Changes
from content.store.errors import told_as_unavailable
from content.store.reaching import Reach, ping
from content.store.time_limits import within
from content.store.transactions import transact

T = TypeVar("T")

Session = AsyncIOMotorClientSession
"""What joins an operation to a transaction or a snapshot."""

if TYPE_CHECKING:
    Database = AsyncIOMotorDatabase[dict[str, Any]]
    Client = AsyncIOMotorClient[dict[str, Any]]
else:
    Database, Client = AsyncIOMotorDatabase, AsyncIOMotorClient


class Store:
    """An open connection to Rolebook's database.

    `database` reads and writes at the primary; `published` also reads from a secondary while
    there is no primary, and is for published content alone.
    """

    def __init__(self, client: Client, name: str, seconds: float) -> None:
        self.client = client
        self.database: Database = client.get_database(name)
        self.published: Database = client.get_database(
            name, read_preference=ReadPreference.PRIMARY_PREFERRED
        )
        self._seconds = seconds
        self._reach_any = Reach(client, seconds, ReadPreference.PRIMARY_PREFERRED)
        self._reach_primary = Reach(client, seconds, ReadPreference.PRIMARY)

    async def transaction(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """The result of `work(session)`, committed as a whole; `transactions.transact` says how."""
        return await transact(self.client, work, self._reach_primary)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Session]:
        """A session whose reads all see the database as it was at the first of them.

        It sees every write that was acknowledged before, reads only, and lasts five minutes.
        """
        async with await self.client.start_session(snapshot=True) as session:
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Database]:
        """`published` for one answer: found, read and decoded in time, or Unavailable."""
        deadline = time.monotonic() + self._seconds
        await self._reach_any()
        with told_as_unavailable(), within(max(deadline - time.monotonic(), 0.001)):
            yield self.published

    def watch(
        self,
        collection: str,
        pipeline: Sequence[Mapping[str, Any]] = (),
        *,
        after: Mapping[str, Any] | None = None,
        full_document: str | None = None,
    ) -> Changes:
        """The changes of a collection from now on, or after a token; enter it to begin."""
        return Changes(self.database.get_collection(collection), pipeline, after, full_document)

    @property
    def is_reachable(self) -> bool:
        """Whether a server that may be read from is known now; False does not wait for one."""
        return self._reach_any.knows_a_server

    async def ping(self, seconds: float) -> None:
        """Returns when MongoDB answers; raises Unavailable when it does not in that time."""
        await ping(self.client, seconds, ReadPreference.PRIMARY_PREFERRED)

    async def close(self) -> None:
        """Ends every connection."""
        self._reach_any.cancel()
        self._reach_primary.cancel()
        self.client.close()
