"""Several writes of one transaction, in one go, on a real mongod."""

import asyncio

import pytest

from content.store import Session, Store
from content.store.together import Insert, NotThere, Replace, Update, write_together


async def test_they_are_made_in_order_and_committed_as_one(store: Store) -> None:
    things, others = store.database["things"], store.database["others"]

    async def work(session: Session) -> None:
        await write_together(
            [
                Insert(things, [{"_id": 1, "n": 1}, {"_id": 2, "n": 2}]),
                Update(things, [({"_id": 1, "n": 1}, {"$set": {"n": 3}})]),
                Replace(others, [{"_id": 1}]),
                Insert(others, []),
            ],
            session,
        )
        assert await others.count_documents({}) == 0

    await store.transaction(work)
    assert await things.find().sort("_id", 1).to_list(None) == [
        {"_id": 1, "n": 3},
        {"_id": 2, "n": 2},
    ]
    assert await others.count_documents({}) == 1


async def test_an_update_that_does_not_fit_undoes_all(store: Store) -> None:
    things = store.database["things"]
    await things.insert_one({"_id": 1, "n": 1})

    async def work(session: Session) -> None:
        updates = [({"_id": 1, "n": 2}, {"$set": {"n": 3}})]
        await write_together(
            [Insert(things, [{"_id": 2}]), Update(things, updates), Insert(things, [{"_id": 3}])],
            session,
        )

    with pytest.raises(NotThere):
        await store.transaction(work)
    assert await things.find().to_list(None) == [{"_id": 1, "n": 1}]


async def test_a_caller_who_goes_away_leaves_nothing_behind(store: Store) -> None:
    things = store.database["things"]
    begun = asyncio.Event()

    async def work(session: Session) -> None:
        begun.set()
        await write_together([Insert(things, [{"_id": each}]) for each in range(200)], session)

    writing = asyncio.create_task(store.transaction(work))
    await begun.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert await things.count_documents({}) == 0
