"""Published statements of one kind."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import strawberry
from strawberry import UNSET

from schema.delivery.connections.arguments import After, Before, First, Last, Locale, Search
from schema.delivery.connections.connection import Listed
from schema.delivery.connections.listed import listed
from schema.delivery.connections.orders import StatementOrder
from schema.delivery.context import Info
from schema.delivery.where.parse import parse
from schema.delivery.where.statements import FIELDS, StatementWhere

Where = Annotated[StatementWhere | None, strawberry.argument(description="Which of them.")]
OrderBy = Annotated[
    StatementOrder | None,
    strawberry.argument(description="In which order; newest first if absent."),
]


def statements(typename: str) -> Callable[..., Awaitable[Listed]]:
    """The resolver of the list of one kind, told by its delivery type."""

    async def resolve(
        info: Info,
        where: Where = UNSET,
        search: Search = UNSET,
        order_by: OrderBy = StatementOrder.PUBLISHED_AT_DESC,
        locale: Locale = UNSET,
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
    ) -> Listed:
        return await listed(
            info,
            (typename,),
            (first, after, last, before),
            where=parse(where, FIELDS),
            search=search,
            order_by=order_by,
            locale=locale,
        )

    return resolve
