"""A remark that stands out."""

import strawberry

from schema.delivery.blocks.block import BlockFields
from schema.delivery.rich_text import RichText


@strawberry.type(description="A remark that stands out, perhaps with a link.")
class Callout(BlockFields):
    text: RichText = strawberry.field(description="The remark.")
    url: str | None = strawberry.field(description="Where it leads.")
