"""Published job descriptions."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from schema.delivery.connections.arguments import After, Before, First, Last, Locale, Search
from schema.delivery.connections.connection import Listed
from schema.delivery.connections.listed import listed
from schema.delivery.connections.orders import JobDescriptionOrder
from schema.delivery.context import Info
from schema.delivery.where.job_descriptions import FIELDS, JobDescriptionWhere
from schema.delivery.where.parse import parse

Where = Annotated[JobDescriptionWhere | None, strawberry.argument(description="Which of them.")]
OrderBy = Annotated[
    JobDescriptionOrder | None,
    strawberry.argument(description="In which order; absent, newest first."),
]


async def job_descriptions(
    info: Info,
    where: Where = UNSET,
    search: Search = UNSET,
    order_by: OrderBy = JobDescriptionOrder.PUBLISHED_AT_DESC,
    locale: Locale = UNSET,
    first: First = UNSET,
    after: After = UNSET,
    last: Last = UNSET,
    before: Before = UNSET,
) -> Listed:
    """Published job descriptions."""
    return await listed(
        info,
        ("JobDescription",),
        (first, after, last, before),
        where=parse(where, FIELDS),
        search=search,
        order_by=order_by,
        locale=locale,
    )
