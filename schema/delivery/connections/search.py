"""Search over content of several types, best match first."""

from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from content.reading import BadArgument, excerpt, search_text
from content.reading.documents import TYPENAMES
from schema.delivery.connections.arguments import After, First, Locale
from schema.delivery.connections.connection import (
    HIGHLIGHTS,
    Highlight,
    Holder,
    Listed,
    PageInfo,
    nodes,
    page_info,
    total_count,
)
from schema.delivery.connections.listed import listed
from schema.delivery.content import Content
from schema.delivery.context import Info
from schema.delivery.enums import ContentType
from schema.delivery.resolving import resolved_by

Query = Annotated[
    str,
    strawberry.argument(
        description="Words to look for in titles and texts, at most 200 characters. Any form "
        "of a word is found, longer words that begin with it, and, if it stands nowhere, words "
        "that differ in one letter. Quotation marks make a phrase, which must be there."
    ),
]
Types = Annotated[
    list[ContentType] | None,
    strawberry.argument(description="Only content of these types; all types if absent."),
]


@strawberry.type(description="Something that was found.")
class SearchEdge:
    node: Content = strawberry.field(description="What was found.")
    cursor: str = strawberry.field(description="Its place: pass it as `after`.")
    snippet: str = strawberry.field(description="About 160 characters of its text, at a match.")
    highlights: list[Highlight] = strawberry.field(description=HIGHLIGHTS)


def found(holder: Holder) -> list[dict[str, Any]]:
    """What was found, with an excerpt of its text."""
    query = holder.query.search or ""
    return [
        {
            "node": item.node,
            "cursor": item.cursor,
            "snippet": excerpt(item.text, query),
            "highlights": item.highlights,
        }
        for item in holder.stretch.items
    ]


@strawberry.type(description="What a search found, best match first.")
class SearchConnection:
    edges: list[SearchEdge] = resolved_by(found, "What was found, each with its cursor.")
    nodes: list[Content] = resolved_by(nodes, "What was found.")
    page_info: PageInfo = resolved_by(page_info, "Whether there is more, and where to go on.")
    total_count: int = resolved_by(
        total_count,
        "How much was found in all. Counted only when asked for.",
    )


async def search(
    info: Info,
    query: Query,
    types: Types = UNSET,
    locale: Locale = UNSET,
    first: First = UNSET,
    after: After = UNSET,
) -> Listed:
    """Published content of any type that holds the words, best match first."""
    if search_text(query, "query") is None:
        raise BadArgument("query", "query is empty. Say what to look for.")
    wanted = TYPENAMES if not types else dict.fromkeys(types)
    typenames = tuple(name for content_type in wanted for name in TYPENAMES[content_type])
    return await listed(info, typenames, (first, after), search=query, locale=locale)
