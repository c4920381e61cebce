"""Transactions and snapshots on a real mongod."""

import asyncio

import pytest
from pymongo.errors import DuplicateKeyError, OperationFailure

from content.store import Session, Store, Unavailable, told_as_unavailable, within
from content.values.problems import Busy

THINGS = "things"


async def test_all_or_nothing(store: Store) -> None:
    things = store.database[THINGS]

    async def fail(session: Session) -> None:
        await things.insert_one({"_id": 1}, session=session)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await store.transaction(fail)
    assert await things.count_documents({}) == 0


async def test_the_result_is_what_the_work_returned(store: Store) -> None:
    async def work(session: Session) -> int:
        await store.database[THINGS].insert_one({"_id": 1}, session=session)
        return 7

    assert await store.transaction(work) == 7
    assert await store.database[THINGS].find_one({"_id": 1}) == {"_id": 1}


async def test_writers_of_one_document_all_get_through(store: Store) -> None:
    await store.database[THINGS].insert_one({"_id": 1, "count": 0})
    attempts = 0

    async def work(session: Session) -> None:
        nonlocal attempts
        attempts += 1
        found = await store.database[THINGS].find_one({"_id": 1}, session=session)
        assert found is not None
        changed = {"$set": {"count": found["count"] + 1}}
        await store.database[THINGS].update_one({"_id": 1}, changed, session=session)

    await asyncio.gather(*(store.transaction(work) for _ in range(4)))
    assert await store.database[THINGS].find_one({"_id": 1}) == {"_id": 1, "count": 4}
    assert attempts > 4


async def test_a_document_that_others_hold_is_busy_after_six_attempts(store: Store) -> None:
    await store.database[THINGS].insert_one({"_id": 1})
    attempts = 0

    async def work(session: Session) -> None:
        nonlocal attempts
        attempts += 1
        await store.database[THINGS].update_one({"_id": 1}, {"$set": {"a": 1}}, session=session)

    async with await store.client.start_session() as holder, holder.start_transaction():
        await store.database[THINGS].update_one({"_id": 1}, {"$set": {"b": 1}}, session=holder)
        with pytest.raises(Busy, match="try again"):
            await store.transaction(work)
    assert attempts == 6


async def test_other_errors_are_not_tried_again(store: Store) -> None:
    attempts = 0

    async def work(session: Session) -> None:
        nonlocal attempts
        attempts += 1
        await store.database[THINGS].insert_many([{"_id": 1}, {"_id": 1}], session=session)

    with pytest.raises(OperationFailure):
        await store.transaction(work)
    assert attempts == 1

    async def again(session: Session) -> None:
        await store.database[THINGS].insert_one({"_id": 2}, session=session)
        await store.database[THINGS].insert_one({"_id": 2}, session=session)

    with pytest.raises(DuplicateKeyError):
        await store.transaction(again)


async def test_a_snapshot_sees_one_moment(store: Store) -> None:
    await store.database[THINGS].insert_many([{"_id": 1}, {"_id": 2}])
    async with store.snapshot() as session:
        assert await store.database[THINGS].find_one({"_id": 1}, session=session)
        await store.database[THINGS].delete_many({})
        assert await store.database[THINGS].count_documents({}, session=session) == 2
    assert await store.database[THINGS].count_documents({}) == 0


async def test_a_snapshot_sees_what_was_acknowledged_before_it(store: Store) -> None:
    for number in range(20):
        await store.database[THINGS].insert_one({"_id": number})
        async with store.snapshot() as session:
            found = await store.database[THINGS].find_one({"_id": number}, session=session)
        assert found == {"_id": number}


async def test_a_time_limit_holds_for_waiting_too(store: Store) -> None:
    slow = {"$where": "sleep(2000) || true"}
    await store.database[THINGS].insert_one({"_id": 1})
    with pytest.raises(Unavailable), told_as_unavailable(), within(0.2):
        await store.database[THINGS].find_one(slow)
