"""A remark that stands out."""

import strawberry

from schema.editorial.blocks.block import OwnBlock
from schema.editorial.localized import LocalText


@strawberry.type(description="A remark that stands out, perhaps with a link.")
class CalloutBlock(OwnBlock):
    text: list[LocalText] = strawberry.field(description="The remark, in Markdown.")
    url: str | None = strawberry.field(description="Where it leads.")
