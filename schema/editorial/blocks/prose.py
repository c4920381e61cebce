"""Free text."""

import strawberry

from schema.editorial.blocks.block import OwnBlock
from schema.editorial.localized import LocalText


@strawberry.type(description="Free text.")
class ProseBlock(OwnBlock):
    body: list[LocalText] = strawberry.field(description="The text, in Markdown.")
