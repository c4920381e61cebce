"""What an override replaces: the value that readers would get without it, as published now."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from content.rules.hashing import short_digest
from content.rules.local_texts import OverridePlace, Text
from content.rules.resolution import Published, ResolveConfig, Snapshot
from content.rules.resolution.levels import lineage
from content.rules.resolution.publications import Publications
from content.rules.resolution.speaking import Part, Speaker, speak
from content.values.blocks import BLOCK_TEXTS, PLAIN_BLOCK_TEXTS, uses_in
from content.values.sources import Composed, Importance, Source, Statement
from content.values.text import Base
from content.values.uses import OVERRIDABLE, UNLOCALISED

_FIELDS = PLAIN_BLOCK_TEXTS.union(*BLOCK_TEXTS.values(), *OVERRIDABLE.values())


class Upstream(NamedTuple):
    """A published value an override stands before, and who published it."""

    value: str | int
    published: Published
    base: Base


class Upstreams:
    """What is published behind the overrides of one draft.

    Behind a use's override speak the ancestors, parent first, then the target and whatever
    it extends; behind an inherited block's, the ancestors.
    """

    def __init__(
        self, entity_id: str, source: Source, snapshot: Snapshot, config: ResolveConfig
    ) -> None:
        self._entity_id = entity_id
        self._parent = source.extends if isinstance(source, Composed) else None
        self._locales = config.locales
        self._publications = Publications(snapshot)
        self._levels: dict[tuple[str, str], list[Part]] = {}

    def behind(self, override: Text) -> Upstream | None:
        """The value the override replaces; None when nothing is published there."""
        locale = override.locale or self._locales.default
        if override.place is None or override.name not in _FIELDS:
            return None
        if locale not in self._locales.chains:
            return None
        ancestors = self._of(self._parent, locale)
        target_id = _target(override.place, ancestors)
        target = self._of(target_id, locale)
        if override.name in UNLOCALISED:
            return _shared(override, ancestors, target_id, target)
        voices = _voices(override, ancestors, target_id)
        speakers = [*voices, *(part.field(override.name) for part in target)]
        spoken = speak(speakers, self._locales.chain(locale))
        if spoken is None:
            return None
        published = [*ancestors, *target][spoken.speaker].published(spoken.locale)
        return _upstream(spoken.value, published, spoken.locale) if published else None

    def _of(self, entity_id: str | None, locale: str) -> list[Part]:
        """A published entity and its ancestors, as a reader of the locale gets them."""
        if entity_id is None:
            return []
        known = self._levels.get((entity_id, locale))
        if known is None:
            known = self._levels[entity_id, locale] = self._found(entity_id, locale)
        return known

    def _found(self, entity_id: str, locale: str) -> list[Part]:
        chain = self._locales.chain(locale)
        part = Part(entity_id, chain, self._publications)
        found = lineage(part, chain, self._publications)
        cyclic = any(each.entity_id == self._entity_id for each in found)
        return [] if part.structure is None or cyclic else found


def _target(place: OverridePlace, ancestors: Iterable[Part]) -> str | None:
    """What the use shows: its own target, or the one the nearest ancestor gave it."""
    if place.use is None:
        return None
    if place.use.target is not None:
        return place.use.target
    for part in ancestors:
        block = part.structure and part.block(place.block.block_id, part.structure.locale)
        for use in uses_in(block) if block else ():
            if use.use_id == place.use.use_id and use.target is not None:
                return use.target
    return None


def _voices(override: Text, ancestors: Iterable[Part], target: str | None) -> Iterator[Speaker]:
    if override.place is None:
        return
    block, use = override.place
    for part in ancestors:
        if use is None:
            yield part.block_field(block.block_id, override.name)
        else:
            yield part.override(block.block_id, use.use_id, override.name, target)


def _shared(
    override: Text, ancestors: list[Part], target_id: str | None, target: list[Part]
) -> Upstream | None:
    """The value of an unlocalised field, which structure tells."""
    block, use = override.place or (None, None)
    if block is None or use is None:
        return None
    for part in ancestors:
        said = part.shared_override(block.block_id, use.use_id, override.name, target_id)
        if isinstance(said, str | int) and part.structure:
            return _upstream(said, part.structure, None)
    structure = target[0].structure if target else None
    value = getattr(structure.source, override.name, None) if structure else None
    if value is None and structure and isinstance(structure.source, Statement):
        value = Importance.REQUIRED
    if structure is None or not isinstance(value, str | int):
        return None
    return _upstream(str(value) if isinstance(value, str) else value, structure, None)


def _upstream(value: str | int, published: Published, locale: str | None) -> Upstream:
    base = Base(
        entity=published.entity,
        revision=published.revision,
        locale=locale,
        hash=short_digest(value),
    )
    return Upstream(value, published, base)
