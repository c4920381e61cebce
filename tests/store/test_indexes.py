"""Indexes that a newer version declares, on a database that is in use."""

import pytest
from pymongo import ASCENDING, IndexModel

from content.store import Store, make_indexes, within


class Shelf:
    """A document class, as far as its indexes go."""

    class Settings:
        name = "shelves"
        indexes = (
            IndexModel([("place", ASCENDING)]),
            IndexModel([("number", ASCENDING)], unique=True, sparse=True),
        )


@pytest.mark.parametrize("documents", [0, 100])
async def test_indexes_are_made_on_empty_and_on_filled_collections(
    store: Store, documents: int
) -> None:
    shelves = store.database.get_collection("shelves")
    await shelves.drop()
    if documents:
        await shelves.insert_many([{"place": place} for place in range(documents)])
    with within(20):
        await make_indexes(store.database, [Shelf])
        await make_indexes(store.database, [Shelf])
    made = await shelves.index_information()
    await shelves.drop()
    assert {"place_1", "number_1"} <= set(made)
    assert made["number_1"]["unique"]
