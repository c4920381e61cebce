"""Single-parent inheritance: the chain of levels, leaf first."""

from content.rules.resolution.publications import Publications
from content.rules.resolution.speaking import Part
from content.values.problems import Cycle, TooLarge
from content.values.sources import Composed

MAX_INHERITANCE_DEPTH = 4
"""How many ancestors a composed entity may have."""


def levels(
    leaf: Part, chain: tuple[str, ...], publications: Publications, path: str = "extends"
) -> list[Part]:
    """The leaf and its ancestors, leaf first.

    Ends early at a parent that is not published. Raises Cycle, or TooLarge with the path
    beyond MAX_INHERITANCE_DEPTH ancestors.
    """
    found = [leaf]
    while (parent := parent_of(found[-1])) is not None:
        if any(part.entity_id == parent for part in found):
            raise Cycle(f"{leaf.entity_id} comes to extend itself through {parent}")
        if len(found) > MAX_INHERITANCE_DEPTH:
            raise TooLarge(f"more than {MAX_INHERITANCE_DEPTH} ancestors", path)
        part = Part(parent, chain, publications)
        publications.count(part.missed_at)
        if part.structure is None:
            return found
        publications.count(part.structure.at)
        found.append(part)
    return found


def lineage(leaf: Part, chain: tuple[str, ...], publications: Publications) -> list[Part]:
    """The levels of an entity that is only named here; just itself if they cannot be told."""
    try:
        return levels(leaf, chain, publications)
    except (Cycle, TooLarge):
        return [leaf]


def parent_of(part: Part) -> str | None:
    """What the part extends, published or not."""
    source = part.structure.source if part.structure else None
    return source.extends if isinstance(source, Composed) else None
