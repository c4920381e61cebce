"""Which value wins: speaker before locale.

Speakers come most specific first: the leaf's override, its ancestors', the target itself.
For each in turn the reader's locale chain is tried; the first value wins.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from content.rules.resolution.publications import Publications, Published
from content.values.blocks import InheritedBlock, OwnBlock, uses_in
from content.values.sources import Composed
from content.values.uses import Override, Use


class _Inherit:
    """A speaker's word for: in this locale, ask whoever stands behind me."""


INHERIT = _Inherit()
Speaker = Callable[[str], Any]
"""Answers a value, None, or INHERIT for a locale."""


class Spoken(NamedTuple):
    """A value, the locale it was written in, and which speaker said it, counting from 0."""

    value: Any
    locale: str
    speaker: int


def speak(speakers: Iterable[Speaker], chain: tuple[str, ...]) -> Spoken | None:
    """The first value of the first speaker who has one along the chain."""
    for index, speaker in enumerate(speakers):
        for locale in chain:
            said = speaker(locale)
            if said is INHERIT:
                break
            if said is not None and said != "" and said != ():
                return Spoken(said, locale, index)
    return None


class Part:
    """An entity as one locale chain sees it; every value comes from its own locale's revision."""

    def __init__(self, entity_id: str, chain: tuple[str, ...], publications: Publications) -> None:
        self.entity_id = entity_id
        self._publications = publications
        self._blocks: dict[str, dict[str, OwnBlock | InheritedBlock]] = {}
        self._structure: Published | None = None
        self._chosen_at: list[datetime] = []
        for locale in chain:
            self._structure = self.published(locale)
            if self._structure is not None:
                self._chosen_at.append(self._structure.at)
                break
            withdrawn_at = publications.withdrawn_at(entity_id, locale)
            if withdrawn_at is not None:
                self._chosen_at.append(withdrawn_at)

    @property
    def structure(self) -> Published | None:
        """What the first published locale of the chain serves; None if none does."""
        for at in self._chosen_at:
            self._publications.saw(at)
        return self._structure

    def published(self, locale: str) -> Published | None:
        """What that locale serves of this entity."""
        return self._publications.find(self.entity_id, locale)

    def field(self, name: str) -> Speaker:
        """The entity's own voice for one localised field; `a.b` reaches into `a`."""

        def say(locale: str) -> Any:
            published = self.published(locale)
            if published is None:
                return None
            return self._heard(locale, _localized(published.source, name, locale))

        return say

    def _heard(self, locale: str, value: Any) -> Any:
        """The value; one that will be shown counts for when the content last changed."""
        published = self.published(locale)
        if published is not None and value is not None:
            self._publications.saw(published.at)
        return value

    def block(self, block_id: str, locale: str) -> OwnBlock | InheritedBlock | None:
        """The block of that id in what the locale serves."""
        if locale not in self._blocks:
            published = self.published(locale)
            source = published.source if published else None
            blocks = source.blocks if isinstance(source, Composed) else ()
            self._blocks[locale] = {block.block_id: block for block in blocks}
        return self._blocks[locale].get(block_id)

    def block_field(self, block_id: str, name: str) -> Speaker:
        """This level's voice for a field of a block, be the block its own or inherited."""

        def say(locale: str) -> Any:
            block = self.block(block_id, locale)
            if isinstance(block, InheritedBlock):
                return self._heard(locale, _overridden(block.overrides, name, locale))
            return None if block is None else self._heard(locale, _localized(block, name, locale))

        return say

    def override(self, block_id: str, use_id: str, name: str) -> Speaker:
        """This level's override of one field of a use."""

        def say(locale: str) -> Any:
            use = self._use(block_id, use_id, locale)
            if use is None:
                return None
            return self._heard(locale, _overridden(use.overrides, name, locale))

        return say

    def has_overrides(self, block_id: str, use_id: str) -> bool:
        """Whether this level's structure tells the use differently."""
        if self.structure is None:
            return False
        use = self._use(block_id, use_id, self.structure.locale)
        return use is not None and bool(use.overrides)

    def shared_override(self, block_id: str, use_id: str, name: str) -> Any:
        """This level's override of an unlocalised field, from its structure."""
        if self.structure is None:
            return None
        use = self._use(block_id, use_id, self.structure.locale)
        return None if use is None else _overridden(use.overrides, name, None)

    def _use(self, block_id: str, use_id: str, locale: str) -> Use | None:
        block = self.block(block_id, locale)
        uses = () if block is None else uses_in(block)
        return next((use for use in uses if use.use_id == use_id), None)


def _localized(record: Any, name: str, locale: str) -> Any:
    for step in name.split("."):
        record = getattr(record, step, None)
    entry = record.get(locale) if isinstance(record, dict) else None
    return None if entry is None else entry.value


def _overridden(overrides: tuple[Override, ...], name: str, locale: str | None) -> Any:
    for override in overrides:
        if override.field == name and override.locale == locale:
            return INHERIT if override.inherit else override.value
    return None
