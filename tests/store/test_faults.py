"""What was acknowledged survives kill -9 of mongod, again and again."""

import asyncio
import itertools
import os
import signal
from pathlib import Path

import pytest

from content.store import OutcomeUnknown, Session, Store, Unavailable, connect
from content.store.embedded import EmbeddedMongod
from content.values.problems import Busy
from tests.store.test_embedded import mongods_of

WRITERS = 6
DEATHS = 5

pytestmark = pytest.mark.slow


async def test_no_acknowledged_transaction_is_lost(tmp_path: Path) -> None:
    with EmbeddedMongod(tmp_path, command="serve") as mongod:
        mongod.wait()
        store = await connect(mongod.uri, "faults")
        for name in ("left", "right"):
            await store.database.create_collection(name)
        acknowledged: set[str] = set()
        unknown: set[str] = set()
        ending = asyncio.Event()
        writers = [
            asyncio.create_task(write(store, f"{number}", acknowledged, unknown, ending))
            for number in range(WRITERS)
        ]
        for _ in range(DEATHS):
            await asyncio.sleep(0.7)
            for pid in mongods_of(tmp_path):
                os.kill(pid, signal.SIGKILL)
            count = len(acknowledged)
            for _ in range(600):
                await asyncio.sleep(0.1)
                if len(acknowledged) > count + 20:
                    break
            else:
                pytest.fail("writing did not go on")
        ending.set()
        await asyncio.gather(*writers)
        left, right = [
            {thing["_id"] async for thing in store.database[name].find()}
            for name in ("left", "right")
        ]
        await store.close()
    assert left == right, "no transaction is half there"
    assert acknowledged <= left
    assert left <= acknowledged | unknown
    assert len(acknowledged) > 100


async def write(
    store: Store,
    writer: str,
    acknowledged: set[str],
    unknown: set[str],
    ending: asyncio.Event,
) -> None:
    """Writes pairs, one transaction each, and keeps account of the answers."""
    for number in itertools.count():
        if ending.is_set():
            return
        name = f"{writer}-{number}"

        async def work(session: Session, name: str = name) -> None:
            await store.database.left.insert_one({"_id": name}, session=session)
            await store.database.right.insert_one({"_id": name}, session=session)

        try:
            await store.transaction(work)
        except OutcomeUnknown:
            unknown.add(name)
        except (Unavailable, Busy):
            continue
        else:
            acknowledged.add(name)
