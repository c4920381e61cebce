"""Which content a list is of, as MongoDB is asked for it."""

from dataclasses import replace
from typing import Any

from content.catalogue import ListQuery
from content.catalogue.tags import list_tags
from content.reading.reader import Reader
from content.reading.searching import text_condition
from content.reading.uses import without_uses
from content.rules.predicates_mongodb import mongodb_filter


def note(reader: Reader, query: ListQuery) -> None:
    """Notes that an answer is of a list: hashes of documents alone do not say what it held."""
    reader.reads.depends_on(list_tags(query))
    reader.reads.is_of_documents_alone = False


async def told_by_entities(reader: Reader, query: ListQuery) -> ListQuery:
    """The same list without conditions on what uses it."""
    where = await without_uses(reader, query.where, query.locale)
    return query if where is query.where else replace(query, where=where)


async def condition(reader: Reader, query: ListQuery) -> dict[str, Any]:
    """The filter that finds the whole list."""
    query = await told_by_entities(reader, query)
    typenames = query.typenames
    wanted: dict[str, Any] = {
        "typename": typenames[0] if len(typenames) == 1 else {"$in": list(typenames)},
        "serves": query.locale,
        "listed": True,
    }
    if query.search:
        wanted["$text"] = text_condition(query.search, query.locale)
    narrowed = mongodb_filter(query.where)
    return {**wanted, "$and": [narrowed]} if narrowed else wanted
