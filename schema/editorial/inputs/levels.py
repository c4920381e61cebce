"""A range of levels."""

from typing import TypeAlias

import strawberry

from schema.editorial.enums import Level


@strawberry.input(description="From one level to another, both included.")
class LevelRangeInput:
    min: Level = strawberry.field(description="The lowest.")
    max: Level = strawberry.field(description="The highest.")


MaybeLevels: TypeAlias = strawberry.Maybe[LevelRangeInput | None]
"""A range that may be left alone; null clears it."""
