"""The one translation behind every list: its arguments to a query, its query to a stretch."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from strawberry import UNSET

from content import reading
from content.reading import ListQuery, Order
from content.values.predicate import EVERYTHING, Predicate
from schema.delivery.connections.connection import Listed
from schema.delivery.context import Info
from schema.delivery.scalars import Locale

_LONG = frozenset(
    {
        "blocks",
        "intro",
        "overview",
        "jsonLd",
        "jobDescription",
        "responsibilities",
        "requirements",
        "reasons",
        "benefits",
        "interviewQuestions",
    }
)
"""Fields of pages and job descriptions that a listing row does without."""


async def listed(
    info: Info,
    typenames: tuple[str, ...],
    window: Sequence[Any],
    *,
    where: Predicate = EVERYTHING,
    search: str | None = None,
    order_by: Enum | None = None,
    locale: Locale | None = None,
) -> Listed:
    """The stretch of a list that a field asks for, read no further than its selection needs.

    `window` are its arguments first, after, last and before, as far as it has them.
    """
    asked = reading.window(*(None if value is UNSET else value for value in window))
    text = reading.search_text(search or None)
    is_ordered = order_by is not None and (text is None or info.is_given("orderBy"))
    order = Order(order_by.value) if order_by is not None and is_ordered else None
    query = ListQuery(typenames, info.locale(locale), where, text, order)
    beside = info.selected("edges")
    selected = info.selected("nodes") | info.selected("edges", "node")
    stretch = await reading.listing(
        info.context.reader,
        query,
        asked,
        info.context.seal,
        whole=not _LONG.isdisjoint(selected),
        with_text="snippet" in beside,
        with_highlights=text is not None and "highlights" in beside,
    )
    return Listed(query, stretch)
