"""What can be wrong with a library on disk, each with its file and line."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Complaint(NamedTuple):
    """One thing to correct in one file; lines count from 1."""

    file: Path
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}"


class LibraryError(Exception):
    """A library cannot be read; `complaints` lists everything that is wrong with it."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(sorted(complaints))
        super().__init__("\n".join(map(str, self.complaints)))


class ExchangeError(Exception):
    """A library cannot be found, or not be written there; one sentence for people."""
