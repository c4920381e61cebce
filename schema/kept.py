"""What is kept by text, bounded in number and bytes: the least recently used goes first."""

from collections import OrderedDict
from typing import Final, Generic, TypeVar

T = TypeVar("T")

BYTES_A_TOKEN: Final = 600
"""What a token of a text costs when its document is kept."""


class Kept(Generic[T]):
    """Values by text; `weight` is said by whoever puts them in."""

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._bytes = 0
        self._entries: OrderedDict[str, tuple[T, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def bytes(self) -> int:
        """How much all of it weighs."""
        return self._bytes

    def get(self, text: str) -> T | None:
        """What is kept for a text."""
        found = self._entries.get(text)
        if found is None:
            return None
        self._entries.move_to_end(text)
        return found[0]

    def put(self, text: str, value: T, weight: int) -> None:
        """Keeps a value; one that is heavier than all that may be kept is not."""
        self.drop(text)
        if weight > self._most_bytes:
            return
        self._entries[text] = (value, weight)
        self._bytes += weight
        while self._bytes > self._most_bytes or len(self._entries) > self._most:
            _, (_, gone) = self._entries.popitem(last=False)
            self._bytes -= gone

    def drop(self, text: str) -> None:
        """Keeps nothing for a text."""
        found = self._entries.pop(text, None)
        if found is not None:
            self._bytes -= found[1]
