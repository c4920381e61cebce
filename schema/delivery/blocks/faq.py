"""Questions and answers written in place."""

import strawberry

from schema.delivery.blocks.block import BlockFields
from schema.delivery.rich_text import RichText


@strawberry.type(description="A question and its answer.")
class FaqItem:
    question: str = strawberry.field(description="The question.")
    answer: RichText = strawberry.field(description="The answer.")


@strawberry.type(description="Questions about the role, with their answers.")
class Faq(BlockFields):
    items: list[FaqItem] = strawberry.field(description="The pairs, in order.")
