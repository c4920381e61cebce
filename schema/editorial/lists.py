"""The resolvers of lists of drafts: one for each input that narrows them."""

from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import strawberry
from strawberry import UNSET

from content import drafts
from content.drafts import DraftOrder, DraftQuery, Run
from content.values.ids import ContentType
from schema.editorial.connection import After, First, Listed, asked
from schema.editorial.context import Info
from schema.editorial.where import DraftWhere, wanted

W = TypeVar("W", bound=DraftWhere)

Search = Annotated[
    str | None,
    strawberry.argument(
        description="Words that must all occur in the key, a title or the beginning of a text, in "
        "any locale and in parts of words too; at most 200 characters."
    ),
]
OrderBy = Annotated[DraftOrder, strawberry.argument(description="In which order.")]


def drafts_of(content_type: ContentType, where_type: type[W]) -> Callable[..., Awaitable[Listed]]:
    """The resolver of the list of one type, narrowed by that input."""

    async def resolve(
        info: Info,
        where: W | None = UNSET,
        search: Search = UNSET,
        order_by: OrderBy = DraftOrder.SAVED_AT_DESC,
        first: First = UNSET,
        after: After = UNSET,
    ) -> Listed:
        context, seen = info.context, asked(first, after)
        query = DraftQuery(
            type=content_type,
            wanted=wanted(info, where),
            search=search or None,
            order=order_by,
        )
        if not context.within.sees(content_type):
            return Listed(Run((), False, False), _nothing)
        found = await drafts.find(context.installation, query, seen, context.seal)
        for each in found.items:
            context.entities.prime(each.node.id, each.node)
        return Listed(found, lambda: drafts.total(context.installation, query))

    resolve.__annotations__["where"] = Annotated[
        where_type | None, strawberry.argument(description="Which of them.")
    ]
    return resolve


async def _nothing() -> int:
    return 0
