"""The role's skills."""

import strawberry

from schema.editorial.blocks.block import OwnBlock


@strawberry.type(description="The role's skills; what it shows is the role's.")
class SkillsTableBlock(OwnBlock):
    pass
