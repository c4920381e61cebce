"""Sets of small numbers as bits: one to keep, and integers to calculate with."""

import re
from collections.abc import Iterable

_SOME = re.compile(rb"[^\0]")
_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


FEW = 64
"""Up to how many numbers a set is kept as a list: most values are had by few documents."""


class Mask:
    """A set of numbers that is changed bit by bit, and read as one integer."""

    __slots__ = ("_bytes", "_few", "_integer", "count")

    def __init__(self) -> None:
        self.count = 0
        self._few: list[int] | None = []
        self._bytes = bytearray()
        self._integer: int | None = None

    def add(self, number: int) -> None:
        """A number that is not in it."""
        self.count += 1
        if self._few is not None:
            self._few.append(number)
            if len(self._few) > FEW:
                self._bytes = bytearray(as_bytes(bits_of(self._few)))
                self._few = None
            return
        place = number >> 3
        if place >= len(self._bytes):
            self._bytes.extend(bytes(place + 64 - len(self._bytes)))
        self._bytes[place] |= 1 << (number & 7)
        self._integer = None

    def discard(self, number: int) -> None:
        """A number that is in it."""
        self.count -= 1
        if self._few is not None:
            self._few.remove(number)
            return
        self._bytes[number >> 3] &= ~(1 << (number & 7))
        self._integer = None

    @property
    def integer(self) -> int:
        """The integer whose bits are the set."""
        if self._few is not None:
            return bits_of(self._few)
        if self._integer is None:
            self._integer = int.from_bytes(self._bytes, "little")
        return self._integer


def as_bytes(bits: int) -> bytes:
    """The bits of a set, eight to a byte, lowest first."""
    return bits.to_bytes((bits.bit_length() + 7) >> 3, "little")


def numbers_in(bits: int) -> list[int]:
    """The numbers of a set, ascending."""
    return [
        found.start() * 8 + bit
        for found in _SOME.finditer(as_bytes(bits))
        for bit in _BITS[found[0][0]]
    ]


def bits_of(numbers: Iterable[int]) -> int:
    """The set of these numbers."""
    some = numbers if isinstance(numbers, (list, tuple)) else list(numbers)
    if not some:
        return 0
    gathered = bytearray((max(some) >> 3) + 1)
    for number in some:
        gathered[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(gathered, "little")
