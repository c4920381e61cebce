"""One embedded job description."""

import strawberry

from content.values.blocks import JobDescriptionUse
from schema.editorial.blocks.block import OwnBlock
from schema.editorial.uses import Use


@strawberry.type(description="One embedded job description.")
class JobDescriptionBlock(OwnBlock):
    use: Use = strawberry.field(description="The job description, in its use here.")

    @classmethod
    def is_type_of(cls, value: object, _info: object) -> bool:
        """Whether it is such a block."""
        return isinstance(value, JobDescriptionUse)
