"""The folder an export writes to: it knows its own files, and leaves others' alone."""

import re
from pathlib import Path
from typing import Final

from seed.exchange.problems import ExchangeError

MANIFEST: Final = ".rolebook-export"
_HEADER: Final = "rolebook library 1"
_OURS: Final = re.compile(r"(?:published|drafts)/[a-z-]+/[a-zA-Z0-9@-]+\.yaml")


class ExportFolder:
    """Files to write, and in the end files of the last export to remove.

    The list of what is ours is kept beside them from the first file on, so that an export that
    was cut short can be repeated. Raises ExchangeError for a folder that holds something else.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest = folder / MANIFEST
        self._former = self._read_manifest()
        self._written: set[str] = set()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not self._former:
                self._manifest.write_text(f"{_HEADER}\n", encoding="utf-8", newline="\n")
        except OSError as error:
            raise ExchangeError(f"{folder} cannot be written: {error.strerror}.") from error

    def _read_manifest(self) -> set[str]:
        if not self._folder.exists():
            return set()
        if not self._folder.is_dir():
            raise ExchangeError(f"{self._folder} is a file: name a folder to export to.")
        if self._manifest.is_file():
            header, *lines = self._manifest.read_text(encoding="utf-8").splitlines() or [""]
            if header == _HEADER:
                return {line for line in lines if _OURS.fullmatch(line)}
        if any(self._folder.iterdir()):
            raise ExchangeError(
                f"{self._folder} is not empty and holds no export: name a new or empty folder."
            )
        return set()

    def write(self, name: str, text: str) -> None:
        """Writes one file, unless it is there with the same bytes."""
        file, data = self._folder / name, text.encode()
        self._written.add(name)
        try:
            if file.exists():
                if name not in self._former:
                    raise ExchangeError(f"{file} is in the way and from no export: move it.")
                if file.read_bytes() == data:
                    return
            with self._manifest.open("a", encoding="utf-8", newline="\n") as manifest:
                manifest.write(f"{name}\n")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        except OSError as error:
            raise ExchangeError(f"{file} cannot be written: {error.strerror}.") from error

    def finish(self) -> int:
        """Removes what the last export wrote and this one did not; answers how many files."""
        stale = sorted(self._former - self._written)
        for name in stale:
            (self._folder / name).unlink(missing_ok=True)
        for folder in {(self._folder / name).parent for name in stale}:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        lines = "\n".join([_HEADER, *sorted(self._written)])
        self._manifest.write_text(f"{lines}\n", encoding="utf-8", newline="\n")
        return len(stale)
