"""Lists of published content: one stretch of it, in order, and how many there are in all."""

from dataclasses import dataclass
from typing import Any

from content.reading.cursors import CursorSeal, Place
from content.reading.documents import WITH_ROWS, Document, count
from content.reading.keyset import stretch
from content.reading.list_query import ListQuery, condition
from content.reading.order import SORT_KEYS, SortKey, value_in
from content.reading.presenting import STORED, Node, present
from content.reading.reader import Reader
from content.reading.window import Window


@dataclass(frozen=True)
class Item:
    """One item of a list; `text` is what a search looked into, where it was asked for."""

    node: Node
    cursor: str
    text: str = ""


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
) -> Stretch:
    """The window's items; raises BadArgument for a cursor that is not of this list.

    Without `whole`, pages and job descriptions come without blocks and long texts.
    """
    name = query.canonical()
    place = seal.open(window.cursor, name, window.argument) if window.cursor is not None else None
    sort = SORT_KEYS[query.effective_order]
    if window.backwards:
        sort = SortKey(sort.path, -sort.direction)
    fields = {"entity": 1, sort.path: 1, **STORED, **_content(query.typenames, whole)}
    if with_text:
        fields["search.text"] = 1
    wanted = await condition(reader, query)
    documents = await stretch(reader, wanted, sort, place, window.items + 1, fields)
    more, documents = len(documents) > window.items, documents[: window.items]
    if window.backwards:
        documents.reverse()
    cursors = [
        seal.seal(Place(value_in(document, sort.path), document["entity"]), name)
        for document in documents
    ]
    beyond = place is not None
    return Stretch(
        items=tuple(_items(reader, query.locale, documents, cursors)),
        has_previous=more if window.backwards else beyond,
        has_next=beyond if window.backwards else more,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


async def total(reader: Reader, query: ListQuery) -> int:
    """How many items the whole list has."""
    return await count(reader, await condition(reader, query))


def _content(typenames: tuple[str, ...], whole: bool) -> dict[str, Any]:
    if whole or WITH_ROWS.isdisjoint(typenames):
        return {"body": 1}
    if WITH_ROWS.issuperset(typenames):
        return {"row": 1}
    return {"row": {"$ifNull": ["$row", "$body"]}}


def _items(
    reader: Reader, locale: str, documents: list[Document], cursors: list[str]
) -> list[Item]:
    items = []
    for document, cursor in zip(documents, cursors, strict=True):
        presented = present(reader, document, locale)
        if presented is not None:
            text = document.get("search", {}).get("text", "")
            items.append(Item(presented.node, cursor, text))
    return items
