"""Where each block and used part of a composed entity came from, for its editors."""

from collections.abc import Iterable, Sequence

from content.rules.resolution.speaking import Part
from content.values.ids import EntityId
from content.values.value import Value


class Provenance(Value):
    """Where an item came from: OWN, INHERITED or OVERRIDDEN, from which entity and revision."""

    path: str
    kind: str
    entity: EntityId
    revision: int


def provenance(
    path: str, levels: Sequence[Part], origin: int, overriding: Iterable[int]
) -> Provenance | None:
    """The provenance of an item declared at level `origin`, counting from the leaf.

    `overriding` are the levels whose overrides won; the most specific one is named.
    """
    level = min(overriding, default=None)
    structure = levels[origin if level is None else level].structure
    if structure is None:
        return None
    kind = "OVERRIDDEN" if level is not None else "INHERITED" if origin else "OWN"
    return Provenance(path=path, kind=kind, entity=structure.entity, revision=structure.revision)
