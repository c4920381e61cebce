"""Lists as Relay knows them: a stretch of items with their cursors."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import strawberry
from strawberry import UNSET

from content.drafts import Run
from content.reading import Window, window
from schema.editorial.resolving import resolved_by

T = TypeVar("T")

First = Annotated[
    int | None, strawberry.argument(description="How many to read: 0 to 100, 20 if absent.")
]
After = Annotated[
    str | None, strawberry.argument(description="Read on after this cursor of the same list.")
]


@dataclass(frozen=True)
class Listed:
    """What a connection is resolved from: the stretch that was read, and how to count the rest."""

    run: Run[Any]
    count: Callable[[], Awaitable[int]]


Holder = strawberry.Parent[Listed]


def asked(first: int | None, after: str | None) -> Window:
    """The window those arguments ask for; raises BadArgument."""
    return window(None if first is UNSET else first, None if after is UNSET else after)


@strawberry.type(description="Where a stretch of a list stands in it.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether more comes after.")
    has_previous_page: bool = strawberry.field(description="Whether something came before.")
    start_cursor: str | None = strawberry.field(description="The first item's cursor.")
    end_cursor: str | None = strawberry.field(description="The last item's cursor.")


@strawberry.type(description="An item of a list and its place there.")
class Edge(Generic[T]):
    node: T = strawberry.field(description="The item.")
    cursor: str = strawberry.field(description="Its place: pass it as `after`.")


def _edges(holder: Holder) -> list[Any]:
    return list(holder.run.items)


def _nodes(holder: Holder) -> list[Any]:
    return [item.node for item in holder.run.items]


def _page_info(holder: Holder) -> PageInfo:
    found, cursors = holder.run, [item.cursor for item in holder.run.items]
    return PageInfo(
        has_next_page=found.has_next,
        has_previous_page=found.has_previous,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


async def _total_count(holder: Holder) -> int:
    return await holder.count()


@strawberry.type(description="A stretch of a list. The total is of the whole list.")
class Connection(Generic[T]):
    edges: list[Edge[T]] = resolved_by(_edges, "The items, each with its cursor.")
    nodes: list[T] = resolved_by(_nodes, "The items.")
    page_info: PageInfo = resolved_by(_page_info, "Whether there is more, and where to go on.")
    total_count: int = resolved_by(
        _total_count,
        "How many items the whole list has, counted only when asked for.",
    )
