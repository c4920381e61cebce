"""One stretch of an ordered list, found from its edge: no skipping, no counting."""

from collections.abc import Mapping
from typing import Any

from content.catalogue import SortKey
from content.reading.cursors import Place
from content.reading.documents import Document, aggregate, find
from content.reading.order import stored_value
from content.reading.reader import Reader

Fields = Mapping[str, Any]
_SCORE = {"$set": {"score": {"$meta": "textScore"}}}


async def stretch(
    reader: Reader,
    wanted: Mapping[str, Any],
    sort: SortKey,
    place: Place | None,
    limit: int,
    fields: Fields,
) -> list[Document]:
    """The first documents that fit beyond a place; sorted by `score`, those of a search."""
    if sort.path == "score":
        return await _best(reader, wanted, sort, place, limit, fields)
    bounded = {"$and": [wanted, _beyond(sort, place)]} if place else wanted
    order = [(sort.path, sort.direction), ("entity", sort.direction)]
    return await find(reader, bounded, fields, sort=order, limit=limit)


async def _best(
    reader: Reader,
    wanted: Mapping[str, Any],
    sort: SortKey,
    place: Place | None,
    limit: int,
    fields: Fields,
) -> list[Document]:
    if place is not None:
        place = await _scored(reader, wanted, place)
    return await aggregate(
        reader,
        [
            {"$match": wanted},
            _SCORE,
            *([{"$match": _beyond(sort, place)}] if place else []),
            {"$sort": {"score": sort.direction, "entity": sort.direction}},
            {"$limit": limit},
            {"$project": fields},
        ],
    )


async def _scored(reader: Reader, wanted: Mapping[str, Any], place: Place) -> Place:
    """The place where its entity stands by MongoDB's own score: the cursor may hold another's."""
    narrowed = {"$match": {**wanted, "entity": place.entity}}
    found = await aggregate(reader, [narrowed, _SCORE, {"$project": {"score": 1}}])
    return Place(found[0]["score"], place.entity) if found else place


def _beyond(sort: SortKey, place: Place) -> dict[str, Any]:
    """What lies beyond a place: the bound by itself first, so that an index scan starts there."""
    operator = "$gt" if sort.direction == 1 else "$lt"
    value = stored_value(sort.path, place.value)
    return {
        "$and": [
            {sort.path: {f"{operator}e": value}},
            {
                "$or": [
                    {sort.path: {operator: value}},
                    {sort.path: value, "entity": {operator: place.entity}},
                ]
            },
        ]
    }
