"""The role's skills."""

import strawberry

from schema.delivery.blocks.block import BlockFields
from schema.delivery.role import RoleSkill


@strawberry.type(description="The skills of the role, required ones first.")
class SkillsTable(BlockFields):
    skills: list[RoleSkill] = strawberry.field(description="The skills.")
