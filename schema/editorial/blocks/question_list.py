"""Interview questions."""

import strawberry

from schema.editorial.blocks.block import OwnBlock
from schema.editorial.enums import Show
from schema.editorial.uses import Use


@strawberry.type(description="Interview questions.")
class QuestionListBlock(OwnBlock):
    show: Show = strawberry.field(description="Whether sample answers are shown.")
    items: list[Use] = strawberry.field(description="The questions, each in its use here.")
