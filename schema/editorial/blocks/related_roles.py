"""Cards of other role pages."""

import strawberry

from schema.editorial.blocks.block import OwnBlock
from schema.editorial.uses import Use


@strawberry.type(description="Cards of other role pages.")
class RelatedRolesBlock(OwnBlock):
    picks: list[Use] = strawberry.field(description="The pages, each in its use here.")
