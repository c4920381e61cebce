"""MongoDB without installing it: a mongod of our own, for demonstration, development and tests.

One process owns a data folder and its mongod; it starts the mongod again should it die. Others
on the same machine join the owner's mongod.
"""

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from content.store.data_folder import Claim, FolderInUse, claim, read_owner
from content.store.errors import StoreError
from content.store.failures import IN_USE
from content.store.mongod_binary import find_mongod
from content.store.mongod_process import (
    DidNotStart,
    MongodProcess,
    accepts,
    socket_uri,
)

_log = logging.getLogger("rolebook.store")

_JOIN_SECONDS: Final = 60.0
_POLL_SECONDS: Final = 0.05
_FIRST_PAUSE_SECONDS: Final = 0.1
_LONGEST_PAUSE_SECONDS: Final = 30.0
_DYING_SECONDS: Final = 5.0


class EmbeddedMongod:
    """A mongod on a data folder that this process owns, kept running until it is stopped.

    `start` returns at once, so that other work can be done meanwhile; `wait` tells when it is
    usable. Leaving the block stops it and gives the folder up.
    """

    def __init__(
        self,
        folder: Path,
        *,
        command: str,
        binary: Path | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self._binary_wanted = binary
        self._claim: Claim = claim(folder, command, settings or {})
        self.uri = socket_uri(self._claim.owner.socket)
        self._stopping = threading.Event()
        self._settled = threading.Event()
        self._failure: BaseException | None = None
        self._process: MongodProcess | None = None
        self._turn = threading.Lock()
        # The kernel ends mongod with the thread that started it, so this one starts them all.
        self._keeper = threading.Thread(target=self._keep, name="mongod-keeper", daemon=True)

    def start(self) -> Self:
        """Begins to start mongod."""
        self._keeper.start()
        return self

    def wait(self) -> str:
        """The URI, once mongod is usable; raises StoreError with the reason if it cannot be."""
        self._settled.wait()
        if self._failure is not None:
            raise self._failure
        return self.uri

    def stop(self) -> None:
        """Stops mongod and gives the folder up; calling it again does nothing."""
        with self._turn:
            if self._stopping.is_set():
                return
            self._stopping.set()
            process = self._process
        if process is not None:
            process.stop()
        if self._keeper.ident is not None:
            self._keeper.join()
        self._claim.release()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _keep(self) -> None:
        try:
            binary = find_mongod(self._binary_wanted)
            process = self._start_first(binary)
        except BaseException as error:  # told to whoever waits
            self._failure = error
            return
        finally:
            self._settled.set()
        while process is not None:
            code = process.wait()
            if self._stopping.is_set():
                return
            _log.warning("The embedded MongoDB ended (code %s); it is started again.", code)
            process = self._start_again(binary)

    def _start_first(self, binary: Path) -> MongodProcess | None:
        """A usable mongod; waits a little for one whose owner was killed just now."""
        deadline = time.monotonic() + _DYING_SECONDS
        while True:
            try:
                return self._start(binary)
            except DidNotStart as error:
                if error.why != IN_USE or time.monotonic() > deadline:
                    raise
            self._stopping.wait(_POLL_SECONDS)

    def _start_again(self, binary: Path) -> MongodProcess | None:
        """A usable mongod, however long it takes; none once all is to stop."""
        pause = _FIRST_PAUSE_SECONDS
        while not self._stopping.wait(pause):
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
            try:
                return self._start(binary)
            except StoreError as error:
                if not self._stopping.is_set():
                    _log.error("%s It is tried again in %.1f s.", error, pause)
        return None

    def _start(self, binary: Path) -> MongodProcess | None:
        with self._turn:
            if self._stopping.is_set():
                return None
            runtime = self._claim.owner.socket.parent
            process = self._process = MongodProcess(binary, self._claim.folder, runtime)
        try:
            process.wait_until_usable(self._stopping.is_set)
        except StoreError:
            process.kill()
            raise
        return process


@dataclass(frozen=True)
class Joined:
    """A MongoDB to work on, and the owner's settings that content depends on."""

    uri: str
    settings: Mapping[str, str]


@contextmanager
def joined(folder: Path, *, command: str, binary: Path | None = None) -> Iterator[Joined]:
    """The folder's mongod: its owner's, or one started for as long as the block lasts.

    Raises StoreError when neither can be had.
    """
    mongod = _owner_or_own(folder, command, binary)
    if isinstance(mongod, Joined):
        yield mongod
        return
    with mongod:
        yield Joined(mongod.wait(), {})


def _owner_or_own(folder: Path, command: str, binary: Path | None) -> Joined | EmbeddedMongod:
    deadline = time.monotonic() + _JOIN_SECONDS
    while True:
        try:
            return EmbeddedMongod(folder, command=command, binary=binary)
        except FolderInUse as error:
            owner = read_owner(folder)
            if accepts(owner.socket):
                return Joined(socket_uri(owner.socket), owner.settings)
            if time.monotonic() > deadline:
                raise StoreError(f"{error} Its MongoDB does not answer.") from error
        time.sleep(_POLL_SECONDS)
