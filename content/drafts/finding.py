"""Lists of drafts: one stretch of a list, in order, and how many there are in all."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Generic, TypeVar

from content.documents.heads import HEADS
from content.drafts.query import DraftOrder, DraftQuery, condition
from content.installation import Installation
from content.reading.cursors import CursorSeal, Place
from content.reading.documents import SLOWEST_MILLISECONDS
from content.reading.window import Window
from content.values.entity import Entity

T = TypeVar("T")

_STORED: Final = tuple(name for name in Entity.model_fields if name != "id")
SORTS: Final[dict[DraftOrder, tuple[tuple[str, int], ...]]] = {
    DraftOrder.SAVED_AT_DESC: (("saved_at", -1), ("_id", 1)),
    DraftOrder.SAVED_AT_ASC: (("saved_at", 1), ("_id", -1)),
    # Ids begin with the moment they were made.
    DraftOrder.CREATED_AT_DESC: (("_id", -1),),
    DraftOrder.KEY_ASC: (("key", 1), ("_id", 1)),
}


@dataclass(frozen=True)
class Placed(Generic[T]):
    """One item of a list and its cursor."""

    node: T
    cursor: str


@dataclass(frozen=True)
class Run(Generic[T]):
    """Items in their list's order; `has_previous` and `has_next` tell of more on either side."""

    items: tuple[Placed[T], ...]
    has_previous: bool
    has_next: bool


def run(found: list[T], window: Window, cursor_of: Callable[[T], str]) -> Run[T]:
    """What a window shows of one item more than it asks for, if there are so many."""
    shown = found[: window.items]
    items = tuple(Placed(each, cursor_of(each)) for each in shown)
    return Run(items, window.cursor is not None, len(found) > window.items)


async def find(
    installation: Installation, query: DraftQuery, window: Window, seal: CursorSeal
) -> Run[Entity]:
    """The window's drafts; raises BadArgument for a cursor that is not of this list."""
    name = query.canonical()
    place = seal.open(window.cursor, name, window.argument) if window.cursor is not None else None
    sort = SORTS[query.order]
    wanted = await condition(installation, query)
    bounded = {"$and": [wanted, _beyond(sort, place)]} if place else wanted
    cursor = (
        HEADS[query.type]
        .get_motor_collection()
        .find(bounded, limit=window.items + 1, max_time_ms=SLOWEST_MILLISECONDS)
        .sort(list(sort))
    )
    entities = []
    for document in await cursor.to_list(None):
        entities.append(_entity(document))
        await asyncio.sleep(0)  # a hundred long pages take their time: others go on meanwhile
    return run(entities, window, lambda entity: seal.seal(_place(sort, entity), name))


async def total(installation: Installation, query: DraftQuery) -> int:
    """How many drafts the whole list has."""
    wanted = await condition(installation, query)
    collection = HEADS[query.type].get_motor_collection()
    counted: int = await collection.count_documents(wanted, maxTimeMS=SLOWEST_MILLISECONDS)
    return counted


def _entity(document: Mapping[str, Any]) -> Entity:
    fields = {name: document[name] for name in _STORED if name in document}
    return Entity.model_validate({"id": document["_id"], **fields})


def _place(sort: tuple[tuple[str, int], ...], entity: Entity) -> Place:
    match sort[0][0]:
        case "saved_at":
            return Place(round(entity.saved_at.timestamp() * 1_000), entity.id)
        case "key":
            return Place(entity.key, entity.id)
        case _:
            return Place(entity.id, entity.id)


def _beyond(sort: tuple[tuple[str, int], ...], place: Place) -> Mapping[str, Any]:
    """What lies beyond a place: the bound by itself first, so that an index scan starts there."""
    (path, direction), *ties = sort
    value: Any = place.value
    if path == "saved_at":
        value = datetime.fromtimestamp(float(place.value) / 1_000, UTC)
    further = {path: {_operator(direction): value}}
    if not ties:
        return further
    tied = {path: value, "_id": {_operator(ties[0][1]): place.entity}}
    return {"$and": [{path: {f"{_operator(direction)}e": value}}, {"$or": [further, tied]}]}


def _operator(direction: int) -> str:
    return "$gt" if direction == 1 else "$lt"
