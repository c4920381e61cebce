"""Numbers kept in an order, in blocks: changed in microseconds, read on from any place."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from content.catalogue.masks import as_bytes, bits_of, numbers_in

Key = tuple[Any, str, str]
"""The order value, the entity that breaks ties, and the document."""
Edge = tuple[Any, ...]
"""The beginning of a key, to compare keys with."""

BLOCK = 2_048
FEW = 256
"""Up to how many are sorted by themselves, rather than looked for in the whole order."""


class Ordered:
    """Numbers ascending by their key.

    A key must not change while its number is in here.
    """

    def __init__(self, key: Callable[[int], Key]) -> None:
        self._key = key
        self._blocks: list[array[int]] = []
        self._masks: list[int | None] = []

    def add(self, number: int) -> None:
        """A number that is not in here."""
        key = self._key(number)
        if not self._blocks:
            self._blocks.append(array("L", (number,)))
            self._masks.append(None)
            return
        place = min(self._block_of(key), len(self._blocks) - 1)
        block = self._blocks[place]
        if self._key(block[-1]) < key:
            block.append(number)
        else:
            block.insert(bisect_left(block, key, key=self._key), number)
        self._masks[place] = None
        if len(block) > BLOCK:
            half = BLOCK // 2
            self._blocks[place : place + 1] = [block[:half], block[half:]]
            self._masks[place : place + 1] = [None, None]

    def remove(self, number: int) -> None:
        """A number that is in here."""
        key = self._key(number)
        place = self._block_of(key)
        block = self._blocks[place]
        block.pop(bisect_left(block, key, key=self._key))
        self._masks[place] = None
        if not block:
            del self._blocks[place], self._masks[place]

    def beyond(self, wanted: int, edge: Edge | None, limit: int, direction: int) -> list[int]:
        """The first of the wanted numbers whose key lies beyond an edge, walking in a direction."""
        if wanted.bit_count() <= FEW:
            return self._sorted(wanted, edge, limit, direction)
        return list(islice(self._walk(wanted, edge, direction), limit))

    def between(self, lower: Edge | None, upper: Edge | None) -> int:
        """The set of the numbers with lower ≤ key < upper; an edge comes before what it begins."""
        if not self._blocks:
            return 0
        first, start = self._place(lower) if lower is not None else (0, 0)
        last, end = self._place(upper) if upper is not None else (len(self._blocks), 0)
        if (first, start) >= (last, end):
            return 0
        if first == last:
            return bits_of(self._blocks[first][start:end].tolist())
        found = bits_of(self._blocks[first][start:].tolist())
        for place in range(first + 1, last):
            found |= self._mask(place)
        if end:
            found |= bits_of(self._blocks[last][:end].tolist())
        return found

    def _sorted(self, wanted: int, edge: Edge | None, limit: int, direction: int) -> list[int]:
        keyed = sorted((self._key(number), number) for number in numbers_in(wanted))
        if direction < 0:
            keyed.reverse()
        if edge is not None:
            size = len(edge)
            if direction > 0:
                keyed = [one for one in keyed if one[0][:size] > edge]
            else:
                keyed = [one for one in keyed if one[0][:size] < edge]
        return [number for _, number in keyed[:limit]]

    def _walk(self, wanted: int, edge: Edge | None, direction: int) -> Iterator[int]:
        flags = as_bytes(wanted)
        known = len(flags)
        for is_first, place, block in self._stretches(edge, direction):
            # The first block is likely to hold enough; of others a mask tells whether any.
            if not is_first and not self._mask(place) & wanted:
                continue
            for number in block:
                byte = number >> 3
                if byte < known and flags[byte] >> (number & 7) & 1:
                    yield number

    def _stretches(
        self, edge: Edge | None, direction: int
    ) -> Iterator[tuple[bool, int, "array[int]"]]:
        blocks = self._blocks
        if not blocks:
            return
        if direction > 0:
            first, start = self._place(edge, after=True) if edge is not None else (0, 0)
            for place in range(first, len(blocks)):
                is_first = place == first
                yield is_first, place, blocks[place][start:] if is_first else blocks[place]
        else:
            last, end = (
                self._place(edge) if edge is not None else (len(blocks) - 1, len(blocks[-1]))
            )
            if last == len(blocks):
                last, end = last - 1, len(blocks[-1])
            for place in range(last, -1, -1):
                is_first = place == last
                yield is_first, place, (blocks[place][:end] if is_first else blocks[place])[::-1]

    def _block_of(self, key: Edge) -> int:
        return bisect_left(self._blocks, key, key=lambda block: self._key(block[-1]))

    def _place(self, edge: Edge, *, after: bool = False) -> tuple[int, int]:
        """Where an edge would stand: before every key that begins with it, or after them."""
        size = len(edge)

        def start(number: int) -> Edge:
            return self._key(number)[:size]

        bisect = bisect_right if after else bisect_left
        place = bisect(self._blocks, edge, key=lambda block: start(block[-1]))
        if place == len(self._blocks):
            return place, 0
        return place, bisect(self._blocks[place], edge, key=start)

    def _mask(self, place: int) -> int:
        mask = self._masks[place]
        if mask is None:
            mask = self._masks[place] = bits_of(self._blocks[place].tolist())
        return mask
