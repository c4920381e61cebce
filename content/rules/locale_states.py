"""How a draft stands to what a locale publishes: derived, never stored."""

from enum import StrEnum

from content.rules.hashing import locale_hash
from content.values.entity import Entity


class LocaleState(StrEnum):
    """DRAFT where nothing is published now, CHANGED where something else is."""

    DRAFT = "DRAFT"
    PUBLISHED = "PUBLISHED"
    CHANGED = "CHANGED"


def locale_state(entity: Entity, locale: str) -> LocaleState:
    """The state of an entity's draft in one locale."""
    publication = entity.published.get(locale)
    if publication is None or publication.revision is None:
        return LocaleState.DRAFT
    own = entity.hashes.get(locale) or locale_hash(entity.source, locale)
    return LocaleState.PUBLISHED if own == publication.hash else LocaleState.CHANGED
