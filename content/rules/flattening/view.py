"""What readers of each locale are shown of an entity, in a form that can be made one's own."""

from collections.abc import Callable, Iterable
from typing import Any

from content.rules.resolution.levels import lineage
from content.rules.resolution.merging import MergedBlock, merged_blocks
from content.rules.resolution.precedence import Speaker, Spoken, speak
from content.rules.resolution.publications import Publications, Published, Snapshot
from content.rules.resolution.speaking import Part
from content.values.blocks import StatementKind
from content.values.locales import LocaleConfig
from content.values.sources import Statement

Bind = Callable[[str, str, bool], str]
"""A text, the reader's locale and whether it is one line; the text with placeholders filled in."""


class View:
    """Everything an entity may show, as `snapshot` has it.

    Structure is as readers of `structure` get it; texts are told for all `readers`, those that
    others fall back to first.
    """

    def __init__(
        self, snapshot: Snapshot, locales: LocaleConfig, structure: str, readers: Iterable[str]
    ) -> None:
        self._publications = Publications(snapshot)
        self._locales = locales
        self.structure = structure
        self.readers = sorted(readers, key=lambda locale: (len(locales.chain(locale)), locale))
        self._levels: dict[tuple[str, str], list[Part]] = {}

    def chain(self, locale: str) -> tuple[str, ...]:
        """The locales tried for a reader."""
        return self._locales.chain(locale)

    def levels(self, entity_id: str, locale: str | None = None) -> list[Part]:
        """The entity and its ancestors for a reader; by default for the structure's."""
        key = (entity_id, locale or self.structure)
        if key not in self._levels:
            chain = self.chain(key[1])
            part = Part(entity_id, chain, self._publications)
            self._levels[key] = lineage(part, chain, self._publications)
        return self._levels[key]

    def part(self, entity_id: str, locale: str | None = None) -> Part:
        """The entity itself for a reader."""
        return self.levels(entity_id, locale)[0]

    def published(self, entity_id: str) -> Published | None:
        """What tells its structure."""
        return self.part(entity_id).structure

    def merged(self, entity_id: str) -> list[MergedBlock]:
        """The blocks of all levels in reading order, hidden ones among them."""
        return merged_blocks(self.levels(entity_id), _unreported, self._kind_of)

    def _kind_of(self, entity_id: str) -> StatementKind | None:
        published = self.published(entity_id)
        source = published.source if published else None
        return source.kind if isinstance(source, Statement) else None

    def texts(
        self, voices: Callable[[str], list[Speaker]], bind: Bind | None = None, *, line: bool
    ) -> dict[str, Any]:
        """By locale, what has to be written so that every reader is shown what `voices` say."""
        told: dict[str, Any] = {}
        for locale in self.readers:
            spoken = self.spoken(voices, locale)
            if spoken is None:
                continue
            value = spoken.value
            if bind is not None and isinstance(value, str):
                value = bind(value, locale, line)
            fallback = next((told[each] for each in self.chain(locale)[1:] if each in told), None)
            if spoken.locale == locale or value != fallback:
                told[locale] = value
        return told

    def spoken(self, voices: Callable[[str], list[Speaker]], locale: str) -> Spoken | None:
        """What one reader is shown."""
        return speak(voices(locale), self.chain(locale))


def _unreported(_path: str, _code: str, _message: str) -> None:
    """What does not fit any more was told when it was resolved."""
