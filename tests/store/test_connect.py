"""Opening a database: what is refused, and in which words."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.store import Store, StoreError, connect
from content.store.mongod_binary import find_mongod
from content.store.mongod_process import accepts, socket_uri
from tests.serving import free_port


async def test_every_client_asks_for_durable_writes_and_committed_reads(store: Store) -> None:
    assert store.database.write_concern.document == {"w": "majority", "j": True}
    assert store.database.read_concern.level == "majority"
    assert store.client.delegate.options.retry_writes


async def test_a_uri_cannot_weaken_the_writes(mongodb_uri: str) -> None:
    opened = await connect(f"{mongodb_uri}&w=1&journal=false&readConcernLevel=local", "test_weak")
    assert opened.database.write_concern.document == {"w": "majority", "j": True}
    assert opened.database.read_concern.level == "majority"
    await opened.close()


async def test_nobody_answers() -> None:
    port = free_port()
    started = time.monotonic()
    with pytest.raises(StoreError) as refused:
        await connect(f"mongodb://me:hidden@127.0.0.1:{port}", "rolebook", side="delivery")
    assert time.monotonic() - started < 3
    assert str(refused.value).startswith(f"MongoDB at 127.0.0.1:{port} cannot be reached (")
    assert str(refused.value).endswith(
        "Connection refused): check that it runs and that ROLEBOOK_MONGODB_URI is right."
    )
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize("uri", ["nonsense", "mongodb://", "mongodb://a:b:c@d", "http://x", ""])
async def test_a_uri_that_is_none(uri: str) -> None:
    with pytest.raises(StoreError, match=r"^ROLEBOOK_MONGODB_URI cannot be used: .+\.$"):
        await connect(uri, "rolebook")


async def test_a_database_name_that_is_none(mongodb_uri: str) -> None:
    with pytest.raises(StoreError, match=r"^ROLEBOOK_DATABASE is no database name"):
        await connect(mongodb_uri, "role book")


@pytest.fixture
def lone_mongod(tmp_path: Path) -> Iterator[str]:
    """A mongod without a replica set."""
    socket = tmp_path / "m.sock"
    process = subprocess.Popen(
        [find_mongod(), "--dbpath", tmp_path, "--bind_ip", socket, "--port", "1"],
        stdout=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 20
    while not accepts(socket) and time.monotonic() < deadline:
        time.sleep(0.05)
    yield socket_uri(socket)
    process.kill()
    process.wait()


async def test_a_server_without_a_replica_set(lone_mongod: str) -> None:
    with pytest.raises(StoreError, match=r"is no replica set.*--replSet rs0.*rs\.initiate"):
        await connect(lone_mongod, "rolebook")
