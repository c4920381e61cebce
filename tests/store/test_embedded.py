"""The embedded mongod: one owner, alive as long as its owner, and back after every death."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from content.store import Store, StoreError, Unavailable, connect, mongod_process
from content.store.data_folder import FolderInUse, claim, read_owner
from content.store.embedded import EmbeddedMongod, joined
from content.store.mongod_process import accepts

REPOSITORY = Path(__file__).parent.parent.parent
OWNER = """
import sys, time
from pathlib import Path
from content.store.embedded import EmbeddedMongod
with EmbeddedMongod(Path(sys.argv[1]), command="serve") as mongod:
    print(mongod.wait(), flush=True)
    time.sleep(60)
"""


def commands() -> dict[int, list[str]]:
    """The running processes and their arguments."""
    if not Path("/proc/self").exists():
        listed = subprocess.run(["/bin/ps", "-axww", "-o", "pid=,args="], capture_output=True)
        lines = (line.split() for line in listed.stdout.decode().splitlines())
        return {int(pid): arguments for pid, *arguments in lines}
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if line := (process / "cmdline").read_bytes():  # a zombie has none
                found[int(process.name)] = os.fsdecode(line).split("\0")
    return found


def mongods_of(folder: Path) -> list[int]:
    """The processes of mongod that work on a data folder."""
    data = str(folder / "mongod")
    return [
        pid
        for pid, arguments in commands().items()
        if data in arguments and arguments[0].endswith("mongod")
    ]


def client_of(uri: str) -> "MongoClient[dict[str, Any]]":
    """A client that waits, and writes as Rolebook does."""
    return MongoClient(uri, w="majority", journal=True)


def eventually(holds: Callable[[], object], seconds: float = 10) -> bool:
    """Whether it comes to hold in that time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def mongod(tmp_path: Path) -> Iterator[EmbeddedMongod]:
    """A mongod that this process owns."""
    with EmbeddedMongod(tmp_path, command="serve") as running:
        running.wait()
        yield running


def test_it_is_a_private_replica_set_that_ends_transactions_in_time(
    mongod: EmbeddedMongod, tmp_path: Path
) -> None:
    with client_of(mongod.uri) as client:
        assert client.admin.command("hello")["isWritablePrimary"]
        answer = client.admin.command({"getParameter": 1, "transactionLifetimeLimitSeconds": 1})
        assert answer["transactionLifetimeLimitSeconds"] == 10
    socket = read_owner(tmp_path).socket
    assert socket.parent.stat().st_mode & 0o777 == 0o700
    assert socket.resolve().parent.stat().st_mode & 0o777 == 0o700
    assert socket.stat().st_mode & 0o077 == 0


def test_a_watcher_process_serves_where_the_kernel_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mongod_process, "KERNEL_WATCHES", False)
    with EmbeddedMongod(tmp_path, command="serve") as mongod:
        mongod.wait()
        (first,) = mongods_of(tmp_path)
        os.kill(first, signal.SIGKILL)
        assert eventually(lambda: mongods_of(tmp_path) not in ([], [first]))
        assert eventually(lambda: accepts(read_owner(tmp_path).socket))
        assert mongod._process is not None
        mongod._process.kill()
        assert eventually(lambda: accepts(read_owner(tmp_path).socket))
    assert not mongods_of(tmp_path)


def test_stopping_is_quick_and_leaves_only_the_data(tmp_path: Path) -> None:
    mongod = EmbeddedMongod(tmp_path, command="serve").start()
    mongod.wait()
    runtime = read_owner(tmp_path).socket.parent
    started = time.monotonic()
    mongod.stop()
    mongod.stop()
    assert time.monotonic() - started < 5
    assert not mongods_of(tmp_path)
    assert not runtime.exists()
    assert (tmp_path / "rolebook.lock").read_text() == ""


@pytest.mark.usefixtures("mongod")
def test_a_second_owner_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FolderInUse) as refused:
        EmbeddedMongod(tmp_path, command="serve")
    assert str(refused.value) == (
        f"The data folder {tmp_path} is in use by `rolebook serve` (process {os.getpid()}): "
        "stop that first, or choose another folder with ROLEBOOK_DATA_DIR."
    )


def test_others_join_the_owner(mongod: EmbeddedMongod, tmp_path: Path) -> None:
    with joined(tmp_path, command="import") as found:
        assert found.uri == mongod.uri
    assert mongods_of(tmp_path)


def test_others_start_one_when_nobody_does(tmp_path: Path) -> None:
    with joined(tmp_path, command="import") as found, client_of(found.uri) as client:
        client.test.things.insert_one({"_id": 1})
        with pytest.raises(FolderInUse, match="rolebook import"):
            EmbeddedMongod(tmp_path, command="serve")
    assert not mongods_of(tmp_path)


def test_who_joins_learns_the_settings_of_the_owner(tmp_path: Path) -> None:
    told = {"ROLEBOOK_LOCALES": "en,fr>en"}
    with (
        EmbeddedMongod(tmp_path, command="serve", settings=told),
        joined(tmp_path, command="import") as found,
    ):
        assert found.settings == told


async def test_a_killed_mongod_is_started_again_under_a_live_client(
    mongod: EmbeddedMongod, tmp_path: Path
) -> None:
    store = await connect(mongod.uri, "test", side="delivery")
    await store.database.things.insert_one({"_id": 1})
    (first,) = mongods_of(tmp_path)
    os.kill(first, signal.SIGKILL)
    started = time.monotonic()
    assert await count_when_back(store) == 1
    assert time.monotonic() - started < 10
    assert mongods_of(tmp_path) != [first]
    await store.database.things.insert_one({"_id": 2})
    await store.close()


async def count_when_back(store: Store) -> int:
    """How many things there are, once MongoDB answers again."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            async with store.reading() as database:
                return await database.things.count_documents({})
        except Unavailable:
            continue
    raise AssertionError("MongoDB did not come back")


def test_a_killed_owner_takes_its_mongod_along_and_loses_nothing(tmp_path: Path) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, tmp_path], stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
    )
    assert owner.stdout is not None
    uri = owner.stdout.readline().strip()
    with client_of(uri) as client:
        client.test.things.insert_many([{"_id": number} for number in range(1000)])
    runtime = read_owner(tmp_path).socket.parent
    owner.kill()
    owner.wait()
    with EmbeddedMongod(tmp_path, command="serve") as again, client_of(again.wait()) as client:
        assert client.test.things.count_documents({}) == 1000
        assert len(mongods_of(tmp_path)) == 1
    assert not runtime.exists()
    assert eventually(lambda: not mongods_of(tmp_path))


def test_a_killed_owner_leaves_no_mongod(tmp_path: Path) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, tmp_path], stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
    )
    assert owner.stdout is not None
    owner.stdout.readline()
    assert mongods_of(tmp_path)
    owner.kill()
    owner.wait()
    assert eventually(lambda: not mongods_of(tmp_path), seconds=3)
    claim(tmp_path, "serve", {}).release()  # clears the runtime folder away


WAYS = ["exec", "watch"] if sys.platform == "linux" else ["watch"]


@pytest.mark.parametrize("how", WAYS)
def test_what_mortal_runs_dies_with_its_parent(how: str) -> None:
    """Both ways, of which a platform uses one."""
    script = """
import os, subprocess, sys, time
how, mortal = sys.argv[1:]
pipe, ours = os.pipe()
number = os.getpid() if how == "exec" else pipe
command = [sys.executable, mortal, how, str(number), "/bin/sleep", "54321"]
subprocess.Popen(command, pass_fds=(pipe,) if how == "watch" else ())
time.sleep(60)
"""
    mortal = REPOSITORY / "content" / "store" / "mortal.py"
    parent = subprocess.Popen([sys.executable, "-c", script, how, mortal])
    assert eventually(lambda: sleepers() == 1)
    parent.kill()
    parent.wait()
    assert eventually(lambda: sleepers() == 0)


def sleepers() -> int:
    """How many of the sleeps above there are."""
    return sum(arguments[:2] == ["/bin/sleep", "54321"] for arguments in commands().values())


def test_what_a_killed_owner_left_is_cleared_away(tmp_path: Path) -> None:
    stale = tmp_path / "rolebook-stale"
    stale.mkdir()
    (stale / "m.sock").touch()
    folder = tmp_path / "data"
    folder.mkdir()
    left = {"pid": 1, "command": "serve", "runtime": str(stale), "settings": {}}
    (folder / "rolebook.lock").write_text(json.dumps(left))
    with claim(folder, "serve", {}):
        assert not stale.exists()


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    left = {"pid": 1, "command": "serve", "runtime": str(precious), "settings": {}}
    (tmp_path / "rolebook.lock").write_text(json.dumps(left))
    with claim(tmp_path, "serve", {}):
        assert precious.exists()


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for folder in (file, file / "below"):
        with pytest.raises(StoreError, match=r"cannot be used .*ROLEBOOK_DATA_DIR"):
            EmbeddedMongod(folder, command="serve")
