"""The data folder: one owner at a time, and a note by which others find its mongod."""

import fcntl
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Final, Self

from content.store.errors import StoreError

_LOCK: Final = "rolebook.lock"
_LONGEST_SOCKET_PATH: Final = 100
_RUNTIME_PREFIX: Final = "rolebook-"
SOCKET: Final = "m.sock"
PRIVATE: Final = "mongod"
"""Below the runtime folder: where mongod's own socket is, before clients are let in."""


@dataclass(frozen=True)
class Owner:
    """The process that holds a data folder, and the folder where its mongod's socket is.

    `settings` are those that content depends on, for others who work on the same content.
    """

    pid: int
    command: str
    runtime: str
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def socket(self) -> Path:
        """Where clients reach its mongod, whenever it takes writes."""
        return Path(self.runtime) / SOCKET


class FolderInUse(StoreError):
    """Another process of this machine owns the data folder."""

    def __init__(self, folder: Path, owner: Owner) -> None:
        self.owner = owner
        super().__init__(
            f"The data folder {folder} is in use by `rolebook {owner.command}` (process "
            f"{owner.pid}): stop that first, or choose another folder with ROLEBOOK_DATA_DIR."
        )


class Claim:
    """Sole ownership of a data folder, kept by a lock that ends with the process at the latest."""

    def __init__(self, folder: Path, lock: IO[str], owner: Owner) -> None:
        self.folder, self.owner = folder, owner
        self._lock = lock

    def release(self) -> None:
        """Gives the folder up and removes the runtime folder."""
        _forget(self.owner.runtime)
        self._lock.truncate(0)
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def claim(folder: Path, command: str, settings: Mapping[str, str]) -> Claim:
    """Ownership of the folder, made if need be, with a fresh private runtime folder.

    `command` and `settings` are what others are told runs there. Raises FolderInUse, or
    StoreError when the folder cannot be used.
    """
    folder = folder.absolute()
    lock = _open_lock(folder)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise FolderInUse(folder, read_owner(folder)) from None
    except OSError as error:
        lock.close()
        raise StoreError(f"The data folder {folder} cannot be locked: {error.strerror}.") from error
    left_behind = _parse(lock)
    if left_behind is not None:
        _forget(left_behind.runtime)
    owner = Owner(os.getpid(), command, _make_runtime(), dict(settings))
    lock.truncate(0)
    lock.write(json.dumps(asdict(owner)))
    lock.flush()
    return Claim(folder, lock, owner)


def read_owner(folder: Path) -> Owner:
    """Who holds the folder; an owner that has not signed yet is process 0."""
    try:
        with (folder / _LOCK).open(encoding="utf-8") as lock:
            owner = _parse(lock)
    except OSError:
        owner = None
    return owner or Owner(0, "?", "")


def _open_lock(folder: Path) -> IO[str]:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return (folder / _LOCK).open("a+", encoding="utf-8")
    except (FileExistsError, NotADirectoryError):
        why = "it is a file, or lies in one"
    except OSError as error:
        why = error.strerror or type(error).__name__
    raise StoreError(
        f"The data folder {folder} cannot be used ({why}): choose another with ROLEBOOK_DATA_DIR."
    )


def _parse(lock: IO[str]) -> Owner | None:
    lock.seek(0)
    try:
        return Owner(**json.loads(lock.read()))
    except (ValueError, TypeError):
        return None


def _make_runtime() -> str:
    """A folder of mode 0700 whose path leaves room for a unix socket's name."""
    runtime = tempfile.mkdtemp(prefix=_RUNTIME_PREFIX)
    if len(os.fsencode(str(Path(runtime) / PRIVATE / SOCKET))) > _LONGEST_SOCKET_PATH:
        Path(runtime).rmdir()
        runtime = tempfile.mkdtemp(prefix=_RUNTIME_PREFIX, dir="/tmp")
    return runtime


def _forget(runtime: str) -> None:
    """Removes a runtime folder, provided that it is one of ours."""
    path = Path(runtime)
    try:
        status = path.lstat()
    except OSError:
        return
    ours = status.st_uid == os.getuid() and stat.S_ISDIR(status.st_mode)
    if ours and path.name.startswith(_RUNTIME_PREFIX):
        shutil.rmtree(path, ignore_errors=True)
