"""Which published content a list is of, and in which order: a value, whoever answers it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import orjson

from content.values.predicate import EVERYTHING, Predicate


class Order(StrEnum):
    """How a list is ordered; ties are broken by entity id."""

    PUBLISHED_AT_DESC = "PUBLISHED_AT_DESC"
    PUBLISHED_AT_ASC = "PUBLISHED_AT_ASC"
    UPDATED_AT_DESC = "UPDATED_AT_DESC"
    TITLE_ASC = "TITLE_ASC"
    KEY_ASC = "KEY_ASC"
    RELEVANCE = "RELEVANCE"
    """Best first; only for a search."""


class SortKey(NamedTuple):
    """The path a list is sorted by, and its direction: 1 ascending, -1 descending."""

    path: str
    direction: int


SORT_KEYS = {
    Order.PUBLISHED_AT_DESC: SortKey("published_at", -1),
    Order.PUBLISHED_AT_ASC: SortKey("published_at", 1),
    Order.UPDATED_AT_DESC: SortKey("updated_at", -1),
    Order.TITLE_ASC: SortKey("sort.title", 1),
    Order.KEY_ASC: SortKey("key", 1),
    Order.RELEVANCE: SortKey("score", -1),
}


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
