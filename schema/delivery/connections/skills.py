"""Published skills."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from schema.delivery.connections.arguments import After, Before, First, Last, Locale, Search
from schema.delivery.connections.connection import Listed
from schema.delivery.connections.listed import listed
from schema.delivery.connections.orders import SkillOrder
from schema.delivery.context import Info
from schema.delivery.where.parse import parse
from schema.delivery.where.skills import FIELDS, SkillWhere

Where = Annotated[SkillWhere | None, strawberry.argument(description="Which of them.")]
OrderBy = Annotated[
    SkillOrder | None,
    strawberry.argument(description="In which order; newest first if absent."),
]


async def skills(
    info: Info,
    where: Where = UNSET,
    search: Search = UNSET,
    order_by: OrderBy = SkillOrder.PUBLISHED_AT_DESC,
    locale: Locale = UNSET,
    first: First = UNSET,
    after: After = UNSET,
    last: Last = UNSET,
    before: Before = UNSET,
) -> Listed:
    """Published skills."""
    return await listed(
        info,
        ("Skill",),
        (first, after, last, before),
        where=parse(where, FIELDS),
        search=search,
        order_by=order_by,
        locale=locale,
    )
