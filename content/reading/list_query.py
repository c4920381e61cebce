"""Which content a list is of, and the filter that finds it."""

from dataclasses import dataclass
from typing import Any

import orjson

from content.reading.order import Order
from content.reading.reader import Reader
from content.reading.searching import text_condition
from content.reading.uses import without_uses
from content.rules.predicates_mongodb import mongodb_filter
from content.values.predicate import EVERYTHING, Predicate


@dataclass(frozen=True)
class ListQuery:
    """Which content, for readers of which locale, in which order.

    `order` absent means best first for a search, else newest first.
    """

    typenames: tuple[str, ...]
    locale: str
    where: Predicate = EVERYTHING
    search: str | None = None
    order: Order | None = None

    @property
    def effective_order(self) -> Order:
        """The order with its default."""
        return self.order or (Order.RELEVANCE if self.search else Order.PUBLISHED_AT_DESC)

    def canonical(self) -> bytes:
        """The same bytes for the same query: what its cursors are bound to."""
        where = self.where.model_dump_json()
        return orjson.dumps([self.typenames, self.locale, where, self.search, self.effective_order])


async def condition(reader: Reader, query: ListQuery) -> dict[str, Any]:
    """The filter that finds the whole list."""
    where = await without_uses(reader, query.where, query.locale)
    typenames = query.typenames
    wanted: dict[str, Any] = {
        "typename": typenames[0] if len(typenames) == 1 else {"$in": list(typenames)},
        "serves": query.locale,
        "listed": True,
    }
    if query.search:
        wanted["$text"] = text_condition(query.search, query.locale)
    narrowed = mongodb_filter(where)
    return {**wanted, "$and": [narrowed]} if narrowed else wanted
