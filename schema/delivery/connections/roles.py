"""Published roles."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from schema.delivery.connections.arguments import After, Before, First, Last, Locale, Search
from schema.delivery.connections.connection import Listed
from schema.delivery.connections.listed import listed
from schema.delivery.connections.orders import RoleOrder
from schema.delivery.context import Info
from schema.delivery.where.parse import parse
from schema.delivery.where.roles import FIELDS, RoleWhere

Where = Annotated[RoleWhere | None, strawberry.argument(description="Which of them.")]
OrderBy = Annotated[
    RoleOrder | None,
    strawberry.argument(description="In which order; newest first if absent."),
]


async def roles(
    info: Info,
    where: Where = UNSET,
    search: Search = UNSET,
    order_by: OrderBy = RoleOrder.PUBLISHED_AT_DESC,
    locale: Locale = UNSET,
    first: First = UNSET,
    after: After = UNSET,
    last: Last = UNSET,
    before: Before = UNSET,
) -> Listed:
    """Published roles."""
    return await listed(
        info,
        ("Role",),
        (first, after, last, before),
        where=parse(where, FIELDS),
        search=search,
        order_by=order_by,
        locale=locale,
    )
