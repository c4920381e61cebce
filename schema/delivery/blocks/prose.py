"""Free text."""

import strawberry

from schema.delivery.blocks.block import BlockFields
from schema.delivery.rich_text import RichText


@strawberry.type(description="Free text.")
class Prose(BlockFields):
    body: RichText = strawberry.field(description="The text.")
