"""Where something is used: in what is published, as edges tell it, and in drafts."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from content.documents.heads import HEADS
from content.documents.resolved import Edges
from content.drafts import Run, heads, run
from content.installation import Installation
from content.reading.cursors import CursorSeal, Place
from content.reading.documents import SLOWEST_MILLISECONDS
from content.reading.window import Window
from content.rules.references import references
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.locales import Locale
from content.values.sources import Source
from content.values.value import Value

MOST_COUNTED: Final = 10_000


class Usage(Value):
    """Somebody who uses it: directly in the draft at `paths`; in what `locales` publish directly,
    or through a part of theirs.
    """

    user: Entity
    locales: tuple[Locale, ...]
    paths: tuple[str, ...]


async def usage(
    installation: Installation,
    entity_id: str,
    window: Window,
    seal: CursorSeal,
    *,
    types: Collection[ContentType] = tuple(ContentType),
) -> Run[Usage]:
    """The window's users of an entity, of these types, by id.

    Raises BadArgument for a cursor that is not of this list.
    """
    name = f"usage {entity_id}".encode()
    place = seal.open(window.cursor, name, window.argument) if window.cursor is not None else None
    after = place.entity if place else ""
    ids = await _users(entity_id, types, after, window.items + 1)
    published = await _published_in(entity_id, ids)
    found = {each.id: each for each in await heads(ids)}
    usages = [
        Usage(
            user=user,
            locales=tuple(each for each in installation.locales.all if each in published[user.id]),
            paths=_paths(user.source, entity_id),
        )
        for user in (found[each].to_entity() for each in ids if each in found)
    ]
    return run(usages, window, lambda each: seal.seal(Place(each.user.id, each.user.id), name))


async def total(entity_id: str, *, types: Collection[ContentType] = tuple(ContentType)) -> int:
    """How many use it, counted up to MOST_COUNTED."""
    return len(await _users(entity_id, types, "", MOST_COUNTED))


async def _users(
    entity_id: str, types: Collection[ContentType], after: str, limit: int
) -> list[str]:
    """The first ids beyond `after` of those that use it in a draft or in what is published."""
    names = [each.value for each in types]
    edges = await (
        Edges.get_motor_collection()
        .aggregate(
            [
                {
                    "$match": {
                        "target_ids": entity_id,
                        "source_type": {"$in": names},
                        "source": {"$gt": after, "$ne": entity_id},
                    }
                },
                {"$group": {"_id": "$source"}},
                {"$sort": {"_id": 1}},
                {"$limit": limit},
            ],
            maxTimeMS=SLOWEST_MILLISECONDS,
        )
        .to_list(None)
    )
    found = {edge["_id"] for edge in edges}
    for content_type in types:
        query = {"references": entity_id, "_id": {"$gt": after}}
        drafts = (
            HEADS[content_type]
            .get_motor_collection()
            .find(query, {"_id": 1}, limit=limit, max_time_ms=SLOWEST_MILLISECONDS)
            .sort("_id", 1)
        )
        found |= {each["_id"] for each in await drafts.to_list(None)}
    return sorted(found)[:limit]


async def _published_in(entity_id: str, ids: Collection[str]) -> Mapping[str, set[str]]:
    """The locales in which each of those publishes something that uses it."""
    query: dict[str, Any] = {"target_ids": entity_id, "source": {"$in": list(ids)}}
    edges = Edges.get_motor_collection().find(query, {"source": 1, "locale": 1})
    found: dict[str, set[str]] = {each: set() for each in ids}
    for edge in await edges.to_list(None):
        found[edge["source"]].add(edge["locale"])
    return found


def _paths(source: Source, target: str) -> tuple[str, ...]:
    found = (each.path for each in references(source) if each.target == target)
    return tuple(dict.fromkeys(found))
