"""Questions and answers written in place."""

import strawberry

from schema.editorial.blocks.block import OwnBlock
from schema.editorial.localized import LocalText


@strawberry.type(description="A question and its answer.")
class FaqPair:
    pair_id: strawberry.ID = strawberry.field(description="Its id, unique in its entity.")
    order_key: str = strawberry.field(description="Its place among the pairs.")
    question: list[LocalText] = strawberry.field(description="The question.")
    answer: list[LocalText] = strawberry.field(description="The answer, in Markdown.")


@strawberry.type(description="Questions and answers written in place.")
class FaqBlock(OwnBlock):
    pairs: list[FaqPair] = strawberry.field(description="The questions with their answers.")
