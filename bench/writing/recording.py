"""The write commands that an operation sends, recorded so that a bare driver can repeat them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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


def counted(writes: Sequence[Write]) -> str:
    """How many documents are written, in how many commands, in words."""
    documents = sum(len(write.payload) for write in writes)
    return f"{documents} writes ({len(writes)} commands)"


class Recorder(monitoring.CommandListener):
    """Notes the writes of every client made after it was registered.

    Registering cannot be undone, so recording has a process of its own and measuring another.
    """

    def __init__(self) -> None:
        self._writes: list[Write] | None = None

    @contextmanager
    def recording(self) -> Iterator[list[Write]]:
        """A list that gets what is written in the block, in order."""
        recorded: list[Write] = []
        self._writes = recorded
        try:
            yield recorded
        finally:
            self._writes = None

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        """Notes a write command as it is sent."""
        payload = _PAYLOADS.get(event.command_name)
        if self._writes is None or payload is None:
            return
        copied = bson.decode(bson.encode({payload: list(event.command[payload])}))
        collection = event.command[event.command_name]
        self._writes.append(Write(event.command_name, collection, copied[payload]))

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Is of no interest."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Is of no interest."""
