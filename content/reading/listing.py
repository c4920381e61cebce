"""Lists of published content: one stretch of it, in order, and how many there are in all."""

from dataclasses import dataclass
from typing import Any

from content.catalogue import SORT_KEYS, Found, ListQuery, SortKey
from content.reading import catalogued
from content.reading.addressing import Node
from content.reading.cursors import CursorSeal, Place, Value
from content.reading.documents import WITH_ROWS, Document, count, find
from content.reading.highlighting import Highlight, Highlighter
from content.reading.keyset import stretch
from content.reading.list_query import condition, note
from content.reading.order import value_in
from content.reading.presenting import STORED, present
from content.reading.reader import Reader
from content.reading.window import Window


@dataclass(frozen=True)
class Item:
    """One item of a list; `text` and `highlights` are there where they were asked for."""

    node: Node
    cursor: str
    text: str = ""
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """Items in the list's order, and whether there are more on either side."""

    items: tuple[Item, ...]
    has_previous: bool
    has_next: bool
    start_cursor: str | None
    end_cursor: str | None


async def listing(
    reader: Reader,
    query: ListQuery,
    window: Window,
    seal: CursorSeal,
    *,
    whole: bool = True,
    with_text: bool = False,
    with_highlights: bool = False,
) -> Stretch:
    """The window's items; raises BadArgument for a cursor that is not of this list.

    Without `whole`, pages and job descriptions come without blocks and long texts.
    """
    reader.about_to_wait()
    note(reader, query)
    name = query.canonical()
    place = seal.open(window.cursor, name, window.argument) if window.cursor is not None else None
    fields = {**STORED, **_content(query.typenames, whole)}
    if with_text or with_highlights:
        fields |= {"search.title": 1, "search.text": 1}
    found = await catalogued.stretch(
        reader, query, place, window.items + 1, backwards=window.backwards
    )
    if found is None:
        placed = await _asked(reader, query, place, window, fields)
    else:
        placed = await _fetched(reader, query, found[: window.items], fields)
    more, placed = len(found or placed) > window.items, placed[: window.items]
    if window.backwards:
        placed.reverse()
    cursors = [seal.seal(Place(value, document["entity"]), name) for value, document in placed]
    beyond = place is not None
    highlighter = Highlighter(query, reader.installation.locales) if with_highlights else None
    return Stretch(
        items=tuple(_items(reader, query, highlighter, [one for _, one in placed], cursors)),
        has_previous=more if window.backwards else beyond,
        has_next=beyond if window.backwards else more,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


async def total(reader: Reader, query: ListQuery) -> int:
    """How many items the whole list has."""
    note(reader, query)
    known = await catalogued.total(reader, query)
    return await count(reader, await condition(reader, query)) if known is None else known


async def _asked(
    reader: Reader,
    query: ListQuery,
    place: Place | None,
    window: Window,
    fields: dict[str, Any],
) -> list[tuple[Value, Document]]:
    """The documents of a stretch and one more, found by MongoDB."""
    sort = SORT_KEYS[query.effective_order]
    if window.backwards:
        sort = SortKey(sort.path, -sort.direction)
    wanted = await condition(reader, query)
    fields = {**fields, sort.path: 1}
    documents = await stretch(reader, wanted, sort, place, window.items + 1, fields)
    return [(value_in(document, sort.path), document) for document in documents]


async def _fetched(
    reader: Reader, query: ListQuery, found: list[Found], fields: dict[str, Any]
) -> list[tuple[Value, Document]]:
    """The documents that the catalogue found, without what was unpublished this moment."""
    if not found:
        return []
    wanted = {
        "_id": {"$in": [one.document for one in found]},
        "serves": query.locale,
        "listed": True,
    }
    documents = {document["_id"]: document for document in await find(reader, wanted, fields)}
    return [(one.value, documents[one.document]) for one in found if one.document in documents]


def _content(typenames: tuple[str, ...], whole: bool) -> dict[str, Any]:
    if whole or WITH_ROWS.isdisjoint(typenames):
        return {"body": 1}
    if WITH_ROWS.issuperset(typenames):
        return {"row": 1}
    return {"row": {"$ifNull": ["$row", "$body"]}}


def _items(
    reader: Reader,
    query: ListQuery,
    highlighter: Highlighter | None,
    documents: list[Document],
    cursors: list[str],
) -> list[Item]:
    items = []
    for document, cursor in zip(documents, cursors, strict=True):
        presented = present(reader, document, query.locale)
        reader.reads.document(document)
        if presented is not None:
            searched = document.get("search")
            highlights = highlighter.of(searched) if highlighter and searched else ()
            text = searched["text"] if searched else ""
            items.append(Item(presented.node, cursor, text, highlights))
    return items
