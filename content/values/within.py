"""How far somebody may reach: content types and locales, any where none are named."""

from collections.abc import Iterable
from typing import Final

from content.values.ids import ContentType
from content.values.locales import Locale
from content.values.value import Value


class Reach(Value):
    """A grant: these types in these locales; None stands for all of them."""

    types: frozenset[ContentType] | None = None
    locales: frozenset[Locale] | None = None

    def covers(self, content_type: ContentType, locale: str | None) -> bool:
        """Whether it holds for a type in a locale; no locale asks for all of them at once."""
        if self.types is not None and content_type not in self.types:
            return False
        return self.locales is None or locale in self.locales


class Within(Value):
    """What a caller's grants add up to; an operation refuses what lies outside with Forbidden."""

    reaches: tuple[Reach, ...] = (Reach(),)

    def covers(self, content_type: ContentType, locale: str | None = None) -> bool:
        """Whether some grant holds for the type in that locale, or for all of it."""
        return any(reach.covers(content_type, locale) for reach in self.reaches)

    def sees(self, content_type: ContentType) -> bool:
        """Whether some grant names the type, in whatever locale."""
        return any(reach.types is None or content_type in reach.types for reach in self.reaches)

    def locales(self, content_type: ContentType) -> frozenset[Locale] | None:
        """The locales a caller may change the texts of; None for all, and for structure too."""
        found: set[Locale] = set()
        for reach in self.reaches:
            if reach.types is None or content_type in reach.types:
                if reach.locales is None:
                    return None
                found |= reach.locales
        return frozenset(found)


ANYWHERE: Final = Within()
"""No limits: commands on this machine, the importer, the worker."""


def within(reaches: Iterable[Reach]) -> Within:
    """The sum of grants; none at all means no limits, as for an account without any."""
    found = tuple(reaches)
    return Within(reaches=found) if found else ANYWHERE
