"""From one level of seniority to another."""

import strawberry

from schema.editorial.enums import Level


@strawberry.type(description="From one level of seniority to another, both included.")
class LevelRange:
    min: Level = strawberry.field(description="The lowest level.")
    max: Level = strawberry.field(description="The highest level.")
