"""A list as Relay knows it, with its total and its facets."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import strawberry

from content import reading
from content.reading import Item, ListQuery, Stretch
from schema.delivery.context import Info
from schema.delivery.resolving import resolved_by

T = TypeVar("T")


@dataclass(frozen=True)
class Listed:
    """What a connection is resolved from: the whole list's query, and the stretch that was read."""

    query: ListQuery
    stretch: Stretch


Holder = strawberry.Parent[Listed]


@strawberry.type(description="Where a stretch of a list stands in it.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether more comes after.")
    has_previous_page: bool = strawberry.field(description="Whether more comes before.")
    start_cursor: str | None = strawberry.field(description="The first item's cursor.")
    end_cursor: str | None = strawberry.field(description="The last item's cursor.")


@strawberry.type(description="How many items of the whole list have a value.")
class FacetValue:
    value: str = strawberry.field(description="The value, as `where` takes it.")
    label: str = strawberry.field(
        description="Its published name in the reader's locale; the value itself if it has none."
    )
    count: int = strawberry.field(description="How many items have it.")


@strawberry.type(description="One way in which a list divides.")
class Facet:
    name: str = strawberry.field(description="Its name, which is also a field of `where`.")
    values: list[FacetValue] = strawberry.field(
        description="The values that occur; levels and difficulties ascend, else the commonest "
        "comes first, 100 at most."
    )


@strawberry.type(description="A piece of plain text. It is no markup: escape it as any text.")
class HighlightPart:
    text: str = strawberry.field(description="The piece.")
    is_match: bool = strawberry.field(description="Whether it is what the search looked for.")


@strawberry.type(
    description="Where a search's words stand. The texts of all parts, joined, are the stretch: "
    "show each part as text, those that match within an element such as `<mark>`."
)
class Highlight:
    field: str = strawberry.field(description="`title`, or `text` for any of the other texts.")
    parts: list[HighlightPart] = strawberry.field(description="The stretch in its parts.")


HIGHLIGHTS = (
    "The title if a word of the search stands in it, and up to three stretches of the text, "
    "about 160 characters each."
)


@strawberry.type(description="An item of a list and its place there.")
class Edge(Generic[T]):
    node: T = strawberry.field(description="The item.")
    cursor: str = strawberry.field(description="Its place: pass it as `after` or `before`.")
    highlights: list[Highlight] = strawberry.field(
        description=f"{HIGHLIGHTS} Empty without `search`."
    )


def edges(holder: Holder) -> tuple[Item, ...]:
    """The items with their cursors."""
    return holder.stretch.items


def nodes(holder: Holder) -> list[dict[str, Any]]:
    """The items alone."""
    return [item.node for item in holder.stretch.items]


def page_info(holder: Holder) -> dict[str, Any]:
    """Where the stretch stands in its list."""
    stretch = holder.stretch
    return {
        "hasNextPage": stretch.has_next,
        "hasPreviousPage": stretch.has_previous,
        "startCursor": stretch.start_cursor,
        "endCursor": stretch.end_cursor,
    }


async def total_count(holder: Holder, info: Info) -> int:
    """How many items the whole list has."""
    return await reading.total(info.context.reader, holder.query)


async def facets(holder: Holder, info: Info) -> list[reading.Facet]:
    """How the whole list divides."""
    return await reading.facets(info.context.reader, holder.query)


@strawberry.type(description="A stretch of a list. Totals and facets are of the whole list.")
class Connection(Generic[T]):
    edges: list[Edge[T]] = resolved_by(edges, "The items, each with its cursor.")
    nodes: list[T] = resolved_by(nodes, "The items.")
    page_info: PageInfo = resolved_by(page_info, "Whether there is more, and where to go on.")
    total_count: int = resolved_by(
        total_count,
        "How many items the whole list has. Counted only when asked for.",
    )
    facets: list[Facet] = resolved_by(
        facets,
        "How the whole list divides. Counted only when asked for.",
    )
