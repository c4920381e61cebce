"""The indexes that documents declare, made where they are missing."""

from collections.abc import Iterable
from typing import Any

from pymongo import IndexModel

from content.store.store import Database


async def make_indexes(database: Database, documents: Iterable[type[Any]]) -> None:
    """Returns when every index that the document classes declare is there.

    Raises the driver's error for one that is there and differs.

    A set's members vote on an index of a collection that holds documents. The only member of a
    set needs no vote, and the embedded MongoDB could not hear its own: it votes over the network
    and listens on a socket alone.
    """
    hello = await database.command("hello")
    alone = len(hello.get("hosts", ())) == 1
    quorum: dict[str, Any] = {"commitQuorum": 0} if alone else {}
    for document in documents:
        indexes = list[IndexModel](getattr(document.Settings, "indexes", ()))
        if indexes:
            collection = database.get_collection(document.Settings.name)
            await collection.create_indexes(indexes, **quorum)
