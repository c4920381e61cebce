"""A part in its use: whose overrides may speak, and what makes the node's id its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from content.rules.resolution.context import Context
from content.rules.resolution.precedence import Speaker, Spoken
from content.rules.resolution.scope import Scope
from content.rules.resolution.speaking import Part


@dataclass
class Place:
    """Where a part is used.

    `owners` are the levels that may override it, leaf first: none above the one that
    declares the use. `overriding` collects those whose override won.
    """

    owners: tuple[Part, ...]
    block_id: str
    use_id: str
    target: str
    suffix: str
    """What the use adds to the node's id: `@<owner>/<useId>`, outermost owner last."""
    overriding: set[int] = field(default_factory=set)

    def overrides(self, name: str) -> Iterator[Speaker]:
        """The owners' voices for one localised field of the used part."""
        for owner in self.owners:
            yield owner.override(self.block_id, self.use_id, name, self.target)

    def shared_override(self, name: str) -> Any:
        """The first owner's override of an unlocalised field, leaf first."""
        for index, owner in enumerate(self.owners):
            said = owner.shared_override(self.block_id, self.use_id, name, self.target)
            if said is not None:
                self.overriding.add(index)
                return said
        return None


def suffix_of(place: Place | None) -> str:
    """The part of a base id that a use adds."""
    return place.suffix if place else ""


def say(
    ctx: Context,
    scope: Scope,
    path: str,
    voices: list[Speaker],
    place: Place | None = None,
    field_name: str = "",
) -> Spoken | None:
    """The winning value of a used part's field: the owners' overrides come first.

    `path` names the field as readers do, `field_name` as sources do (`path` if not given).
    """
    overrides = list(place.overrides(field_name or path)) if place else []
    spoken = ctx.say(scope, path, [*overrides, *voices])
    if place is not None and spoken is not None and spoken.speaker < len(overrides):
        place.overriding.add(spoken.speaker)
    return spoken


def whole_number(place: Place | None, name: str, own: int | None, most: int) -> int | None:
    """An unlocalised number of a used part: an override from 1 to `most`, else its own."""
    said = place.shared_override(name) if place else None
    fits = isinstance(said, int) and not isinstance(said, bool) and 1 <= said <= most
    return said if fits else own
