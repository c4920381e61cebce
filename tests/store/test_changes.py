"""The change stream: nothing missed, nothing twice, and on again after an interruption."""

import pytest

from content.store import HistoryLost, Store

THINGS = "things"


async def test_changes_begin_where_the_block_begins(store: Store) -> None:
    await store.database[THINGS].insert_one({"_id": "before"})
    async with store.watch(THINGS) as changes:
        await store.database[THINGS].insert_many([{"_id": "a"}, {"_id": "b"}])
        seen = [(await anext(changes))["documentKey"]["_id"] for _ in range(2)]
    assert seen == ["a", "b"]


async def test_a_token_goes_on_after_what_was_seen(store: Store) -> None:
    async with store.watch(THINGS) as changes:
        await store.database[THINGS].insert_many([{"_id": "a"}, {"_id": "b"}])
        await anext(changes)
        token = changes.token
    async with store.watch(THINGS, after=token) as changes:
        assert (await anext(changes))["documentKey"] == {"_id": "b"}


async def test_a_pipeline_chooses(store: Store) -> None:
    async with store.watch(THINGS, [{"$match": {"operationType": "delete"}}]) as changes:
        await store.database[THINGS].insert_one({"_id": "a"})
        await store.database[THINGS].delete_one({"_id": "a"})
        assert (await anext(changes))["operationType"] == "delete"


async def test_a_token_of_nowhere_is_told(store: Store) -> None:
    with pytest.raises(HistoryLost, match="cannot go on"):
        async with store.watch(THINGS, after={"_data": "nowhere"}):
            pass


async def test_a_dropped_collection_ends_its_changes(store: Store) -> None:
    await store.database[THINGS].insert_one({"_id": "a"})
    async with store.watch(THINGS) as changes:
        await store.database.drop_collection(THINGS)
        assert [(await anext(changes))["operationType"] for _ in range(2)] == ["drop", "invalidate"]
        with pytest.raises(HistoryLost, match="dropped"):
            await anext(changes)
