"""An entity as one reader's locale chain sees it, and its voices in resolution."""

from typing import Any

from content.rules.resolution.precedence import (
    INHERIT,
    Speaker,
    Spoken,
    says_something,
    speak,
)
from content.rules.resolution.publications import Publications, Published
from content.values.blocks import Faq, InheritedBlock, OwnBlock, uses_in
from content.values.sources import Composed, JobDescription
from content.values.uses import Override

__all__ = ["INHERIT", "Part", "Speaker", "Spoken", "speak"]


class Part:
    """An entity as one locale chain sees it; every value comes from its own locale's revision.

    `structure` is what the first published locale of the chain serves: lists, shared fields.
    `missed_at` tells when what would have come before it was withdrawn. What a voice says
    counts as used, at the time of the publication that says it.
    """

    def __init__(self, entity_id: str, chain: tuple[str, ...], publications: Publications) -> None:
        self.entity_id = entity_id
        self._publications = publications
        self._found: dict[str, Published | None] = {}
        self._blocks: dict[str, dict[str, OwnBlock | InheritedBlock]] = {}
        self.structure, self.missed_at = publications.first(entity_id, chain)

    def published(self, locale: str) -> Published | None:
        """What that locale serves of this entity."""
        if locale not in self._found:
            self._found[locale] = self._publications.find(self.entity_id, locale)
        return self._found[locale]

    def block(self, block_id: str, locale: str) -> OwnBlock | InheritedBlock | None:
        """The block of that id in what the locale serves."""
        if locale not in self._blocks:
            published = self.published(locale)
            source = published.source if published else None
            blocks = source.blocks if isinstance(source, Composed) else ()
            self._blocks[locale] = {block.block_id: block for block in blocks}
        return self._blocks[locale].get(block_id)

    def field(self, name: str) -> Speaker:
        """The entity's own voice for one localised field; `a.b` reaches into `a`."""

        def say(locale: str) -> Any:
            published = self.published(locale)
            return None if published is None else _localized(published.source, name, locale)

        return self._voice(say)

    def block_field(self, block_id: str, name: str) -> Speaker:
        """This level's voice for a field of a block, be the block its own or inherited."""

        def say(locale: str) -> Any:
            block = self.block(block_id, locale)
            if isinstance(block, InheritedBlock):
                return _overridden(block.overrides, name, locale)
            return None if block is None else _localized(block, name, locale)

        return self._voice(say)

    def pair_field(self, block_id: str, pair_id: str, name: str) -> Speaker:
        """This level's voice for a question or an answer written in place."""

        def say(locale: str) -> Any:
            block = self.block(block_id, locale)
            pairs = block.pairs if isinstance(block, Faq) else ()
            found = next((pair for pair in pairs if pair.pair_id == pair_id), None)
            return None if found is None else _localized(found, name, locale)

        return self._voice(say)

    def variable_field(self, variable: str, name: str) -> Speaker:
        """The voice of a job description for the label or the default of a variable."""

        def say(locale: str) -> Any:
            published = self.published(locale)
            source = published.source if published else None
            declared = source.variables if isinstance(source, JobDescription) else ()
            found = next((each for each in declared if each.name == variable), None)
            return None if found is None else _localized(found, name, locale)

        return self._voice(say)

    def override(self, block_id: str, use_id: str, name: str, target: str | None = None) -> Speaker:
        """This level's override of one field of a use, of that target if one is given."""

        def say(locale: str) -> Any:
            overrides = self._overrides(block_id, use_id, locale, target)
            return _overridden(overrides, name, locale)

        return self._voice(say)

    def shared_override(
        self, block_id: str, use_id: str, name: str, target: str | None = None
    ) -> Any:
        """This level's override of an unlocalised field, from its structure; None if silent."""
        if self.structure is None:
            return None
        overrides = self._overrides(block_id, use_id, self.structure.locale, target)
        said = _overridden(overrides, name, None)
        if said is None or said is INHERIT:
            return None
        self._publications.count(self.structure.at)
        return said

    def _voice(self, say: Speaker) -> Speaker:
        def voice(locale: str) -> Any:
            said = say(locale)
            if says_something(said) and (published := self.published(locale)):
                self._publications.count(published.at)
            return said

        return voice

    def _overrides(
        self, block_id: str, use_id: str, locale: str, target: str | None
    ) -> tuple[Override, ...]:
        """A revision that places another target there tells nothing about this one."""
        block = self.block(block_id, locale)
        for use in uses_in(block) if block is not None else ():
            if use.use_id == use_id:
                fits = target is None or use.target is None or use.target == target
                return use.overrides if fits else ()
        return ()


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
