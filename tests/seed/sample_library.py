"""The sample library as its tests look at it: pages with all that they show."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from content.values.blocks import InheritedBlock, uses_in
from content.values.ids import ContentType
from content.values.locales import LocaleConfig
from content.values.sources import JobDescription, RolePage, Source
from content.values.uses import Use
from seed.exchange import sample_library_path
from seed.exchange.reading import LibraryEntity, read_library


@cache
def library() -> dict[str, LibraryEntity]:
    """The library's entities by id; reading it is the check that it is well-formed."""
    found = read_library(sample_library_path(), LocaleConfig.parse("en,de>en"))
    return {entity.id: entity for entity in found}


def sources(content_type: ContentType) -> dict[str, Any]:
    """The sources of a type by key."""
    return {
        entity.name.key: entity.texts[-1].source
        for entity in library().values()
        if entity.name.type is content_type
    }


def source(entity_id: str) -> Source:
    """The source of an id."""
    return library()[entity_id].texts[-1].source


def lineage(composed: RolePage | JobDescription) -> list[RolePage | JobDescription]:
    """A composed source and its ancestors, root first."""
    found = [composed]
    while found[0].extends is not None:
        parent = source(found[0].extends)
        assert isinstance(parent, RolePage | JobDescription)
        found.insert(0, parent)
    return found


def uses(composed: RolePage | JobDescription) -> list[Use]:
    """The uses of all levels together, hidden ones left out."""
    merged: dict[tuple[str, str], Use] = {}
    hidden: set[str] = set()
    for level in lineage(composed):
        for block in level.blocks:
            if isinstance(block, InheritedBlock) and block.hidden:
                hidden.add(block.block_id)
            for use in uses_in(block):
                place = (block.block_id, use.use_id)
                if use.target is not None:
                    merged[place] = use
                elif use.hidden:
                    merged.pop(place)
    return [use for (block_id, _), use in merged.items() if block_id not in hidden]


def used(page: RolePage) -> Iterator[Source]:
    """Everything a page shows, its job description's parts too, repeats included."""
    for use in uses(page):
        found = source(use.target or "")
        yield found
        if isinstance(found, JobDescription):
            for inner in uses(found):
                yield source(inner.target or "")


def description_of(page: RolePage) -> JobDescription:
    """The job description a page embeds."""
    (found,) = (each for each in used(page) if isinstance(each, JobDescription))
    return found
