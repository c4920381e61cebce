"""One run of a mongod as a one-node replica set on a private unix socket."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from content.store.data_folder import PRIVATE, SOCKET
from content.store.errors import StoreError
from content.store.failures import why
from content.store.time_limits import TRANSACTION_SECONDS

_PORT: Final = 27_999  # never opened: only the name of the socket's other half
_NAME: Final = "rs0"
_MEMBER: Final = f"./{SOCKET}:{_PORT}"
"""The one member's name, relative to mongod's working folder, so that both can be moved."""

_START_SECONDS: Final = 60.0
_STOP_SECONDS: Final = 15.0
_POLL_SECONDS: Final = 0.02
_LARGEST_LOG_BYTES: Final = 10 * 1024 * 1024
KERNEL_WATCHES = sys.platform == "linux"
"""Whether the kernel ends a child with its parent; elsewhere a watcher process does."""

_MORTAL: Final = Path(__file__).with_name("mortal.py")


class DidNotStart(StoreError):
    """mongod ended, or did not become usable; `why` says it in a few words."""

    def __init__(self, log: Path, reason: str) -> None:
        self.why = reason
        super().__init__(f"The embedded MongoDB cannot start: {reason}. Its log is {log}.")


class MongodProcess:
    """A mongod that was started and may still be on its way; it dies with this process."""

    def __init__(self, binary: Path, folder: Path, runtime: Path) -> None:
        self._folder, self._log = folder / "mongod", folder / "mongod.log"
        self._public, self._private = runtime / SOCKET, runtime / PRIVATE / SOCKET
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._private.parent.mkdir(mode=0o700, exist_ok=True)
            self._public.unlink(missing_ok=True)
            self._log_start = _rotate(self._log)
            self._process, self._lifeline = _spawn(
                [str(binary), *_arguments(self._folder)], self._private.parent, self._log
            )
        except OSError as error:
            raise DidNotStart(self._log, error.strerror or str(error)) from error

    def wait_until_usable(self, give_up: Callable[[], bool] = lambda: False) -> None:
        """Lets clients in when it takes writes; raises DidNotStart with the reason from its log.

        Until then they find no socket: a connection made earlier would be told that sessions are
        not supported, and believe it for as long as it lives.
        """
        deadline = time.monotonic() + _START_SECONDS
        while not (accepts(self._private) and is_primary(self._private, initiate=True)):
            if self._process.poll() is not None or give_up() or time.monotonic() > deadline:
                raise self._did_not_start()
            time.sleep(_POLL_SECONDS)
        self._public.symlink_to(self._private)

    def wait(self) -> int:
        """The exit code, once it has ended."""
        return self._process.wait()

    def stop(self) -> None:
        """Ends it, in a second as a rule; what it had acknowledged is on the disk either way."""
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._close_lifeline()

    def kill(self) -> None:
        """Ends it at once."""
        if self._lifeline is None:
            self._process.kill()
        self._close_lifeline()
        self._process.wait()

    def _close_lifeline(self) -> None:
        """Where a watcher stands between us and mongod, has it kill mongod and end."""
        if self._lifeline is not None:
            os.close(self._lifeline)
            self._lifeline = None

    def _did_not_start(self) -> DidNotStart:
        code = self._process.poll()
        return DidNotStart(self._log, why(self._log, self._log_start, self._folder, code))


def socket_uri(path: Path) -> str:
    """The MongoDB URI of a unix socket."""
    return f"mongodb://{quote(str(path), safe='')}/?directConnection=true"


def accepts(path: Path) -> bool:
    """Whether somebody listens on the unix socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1)
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def is_primary(path: Path, *, initiate: bool = False) -> bool:
    """Whether the mongod at the socket takes writes; `initiate` makes a new one a replica set."""
    uri = socket_uri(path)
    client: MongoClient[dict[str, Any]]
    with MongoClient(uri, serverSelectionTimeoutMS=1_000, connectTimeoutMS=1_000) as client:
        try:
            hello = client.admin.command("hello")
            if initiate and "setName" not in hello and "isreplicaset" in hello:
                members = [{"_id": 0, "host": _MEMBER}]
                client.admin.command("replSetInitiate", {"_id": _NAME, "members": members})
        except PyMongoError:
            return False
    return bool(hello["isWritablePrimary"])


def _arguments(data: Path) -> list[str]:
    return [
        *("--dbpath", str(data)),
        *("--bind_ip", f"./{SOCKET}", "--port", str(_PORT), "--filePermissions", "0700"),
        *("--replSet", _NAME, "--oplogSize", "512", "--wiredTigerCacheSizeGB", "0.25"),
        *("--networkMessageCompressors", "snappy,zstd"),  # no zlib: CVE-2025-14847
        *("--setParameter", f"transactionLifetimeLimitSeconds={TRANSACTION_SECONDS:.0f}"),
        *("--setParameter", "diagnosticDataCollectionEnabled=false"),
        "--quiet",
    ]


def _spawn(
    program: list[str], folder: Path, log: Path
) -> tuple[subprocess.Popen[bytes], int | None]:
    """The process, and the end of the pipe that keeps it alive where the kernel does not."""
    ours: int | None = None
    theirs: tuple[int, ...] = ()
    if KERNEL_WATCHES:
        how = ("exec", str(os.getpid()))
    else:
        pipe, ours = os.pipe()
        how, theirs = ("watch", str(pipe)), (pipe,)
    settings = {name: value for name, value in os.environ.items() if "ROLEBOOK" not in name}
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603  # the binary was probed
            [sys.executable, "-I", str(_MORTAL), *how, *program],
            cwd=folder,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C in the terminal is ours to handle
            pass_fds=theirs,
        )
    for end in theirs:
        os.close(end)
    return process, ours


def _rotate(log: Path) -> int:
    """Keeps the log small; returns its length now."""
    try:
        size = log.stat().st_size
        if size > _LARGEST_LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
            return 0
    except FileNotFoundError:
        return 0
    return size
