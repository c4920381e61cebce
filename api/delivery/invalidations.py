"""What was invalidated lately, for answers that were being computed meanwhile."""

from collections import deque
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

_REMEMBERED: Final = 1_000


class _Batch(NamedTuple):
    tags: AbstractSet[str]
    carried: AbstractSet[str]


class Invalidations:
    """The latest thousand, numbered by the epoch that each began."""

    def __init__(self) -> None:
        self.epoch = 0
        self._batches: deque[_Batch] = deque(maxlen=_REMEMBERED)

    def add(
        self, *, tags: AbstractSet[str] = frozenset(), carried: AbstractSet[str] = frozenset()
    ) -> None:
        """From now on what has one of these tags, or carries one of these entities, is old."""
        self.epoch += 1
        self._batches.append(_Batch(tags, carried))

    def add_everything(self) -> None:
        """From now on all is old."""
        self.epoch += 1
        self._batches.clear()

    def since(self, epoch: int, tags: AbstractSet[str], carried: AbstractSet[str]) -> bool:
        """Whether what was begun in an epoch is old by now, or nobody remembers."""
        missed = self.epoch - epoch
        if missed > len(self._batches):
            return True
        for place in range(1, missed + 1):
            batch = self._batches[-place]
            if not (batch.tags.isdisjoint(tags) and batch.carried.isdisjoint(carried)):
                return True
        return False
