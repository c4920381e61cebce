"""Interview questions."""

import strawberry

from schema.delivery.blocks.block import BlockFields
from schema.delivery.enums import Show
from schema.delivery.interview_question import InterviewQuestion


@strawberry.type(description="Interview questions, in order.")
class QuestionList(BlockFields):
    show: Show = strawberry.field(description="Whether sample answers are shown.")
    items: list[InterviewQuestion] = strawberry.field(
        description="The questions, as this page asks them."
    )
