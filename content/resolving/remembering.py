"""Parsed sources of revisions, kept between requests: revisions never change."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

from content.rules.references import references
from content.values.sources import Source

_MOST: Final = 20_000
"""How much is kept: a source counts as one, and one more for each reference in it."""


class Save(NamedTuple):
    """One revision. `created_at` tells an entity from one that had its id before and is gone."""

    entity: str
    version: int
    created_at: datetime


class Sources:
    """Sources by revision; what was not asked for in the longest time goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Save, tuple[Source, int]] = OrderedDict()
        self._size = 0

    def get(self, save: Save) -> Source | None:
        """The source of that revision, if it is kept."""
        found = self._kept.get(save)
        if found is None:
            return None
        self._kept.move_to_end(save)
        return found[0]

    def remember(self, sources: Mapping[Save, Source]) -> None:
        """Keeps these. Only what was committed may be: another save could take its version."""
        for save, source in sources.items():
            if save in self._kept:
                continue
            size = 1 + sum(1 for _ in references(source))
            self._kept[save] = source, size
            self._size += size
        while self._size > _MOST:
            _, (_, size) = self._kept.popitem(last=False)
            self._size -= size


remembered: Final = Sources()
"""The sources this process keeps."""
