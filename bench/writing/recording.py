"""What an operation sends to MongoDB: how many commands, and writes for a bare driver to repeat."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import bson
from pymongo import monitoring

_PAYLOADS: Final = {"insert": "documents", "update": "updates", "delete": "deletes"}


@dataclass(frozen=True)
class Write:
    """One write command: its collection, and its documents, updates or deletes."""

    command: str
    collection: str
    payload: list[dict[str, Any]]


@dataclass
class Recording:
    """The writes of one operation in order, and the number of all its commands."""

    writes: list[Write] = field(default_factory=list)
    commands: int = 0

    @property
    def size(self) -> str:
        """How much is written, in words."""
        documents = sum(len(write.payload) for write in self.writes)
        return f"{documents} writes in {len(self.writes)} commands"

    def without(self, collections: Collection[str]) -> "Recording":
        """The recording as if nothing had been written to those collections."""
        kept = [write for write in self.writes if write.collection not in collections]
        return Recording(kept, self.commands)


class Recorder(monitoring.CommandListener):
    """Notes what every client made after it was registered sends.

    Registering cannot be undone, so recording has a process of its own and measuring another.
    """

    def __init__(self) -> None:
        self._recording: Recording | None = None

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        """A recording of what is sent in the block."""
        recording = self._recording = Recording()
        try:
            yield recording
        finally:
            self._recording = None

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        """Notes a command as it is sent."""
        if self._recording is None:
            return
        self._recording.commands += 1
        name = event.command_name
        if name in _PAYLOADS:
            payload = _PAYLOADS[name]
            copied = bson.decode(bson.encode({payload: list(event.command[payload])}))
            self._recording.writes.append(Write(name, event.command[name], copied[payload]))

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Is of no interest."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Is of no interest."""
