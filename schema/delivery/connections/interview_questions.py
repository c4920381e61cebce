"""Published interview questions."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from schema.delivery.connections.arguments import After, Before, First, Last, Locale, Search
from schema.delivery.connections.connection import Listed
from schema.delivery.connections.listed import listed
from schema.delivery.connections.orders import InterviewQuestionOrder
from schema.delivery.context import Info
from schema.delivery.where.interview_questions import FIELDS, InterviewQuestionWhere
from schema.delivery.where.parse import parse

Where = Annotated[InterviewQuestionWhere | None, strawberry.argument(description="Which of them.")]
OrderBy = Annotated[
    InterviewQuestionOrder | None,
    strawberry.argument(description="In which order; absent, newest first."),
]


async def interview_questions(
    info: Info,
    where: Where = UNSET,
    search: Search = UNSET,
    order_by: OrderBy = InterviewQuestionOrder.PUBLISHED_AT_DESC,
    locale: Locale = UNSET,
    first: First = UNSET,
    after: After = UNSET,
    last: Last = UNSET,
    before: Before = UNSET,
) -> Listed:
    """Published interview questions."""
    return await listed(
        info,
        ("InterviewQuestion",),
        (first, after, last, before),
        where=parse(where, FIELDS),
        search=search,
        order_by=order_by,
        locale=locale,
    )
