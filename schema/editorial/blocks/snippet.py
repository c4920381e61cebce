"""One text that many pages carry."""

import strawberry

from content.values.blocks import SnippetUse
from schema.editorial.blocks.block import OwnBlock
from schema.editorial.uses import Use


@strawberry.type(description="One text that many pages carry.")
class SnippetBlock(OwnBlock):
    use: Use = strawberry.field(description="The snippet, in its use here.")

    @classmethod
    def is_type_of(cls, value: object, _info: object) -> bool:
        """Whether it is such a block."""
        return isinstance(value, SnippetUse)
