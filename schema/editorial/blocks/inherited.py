"""A change to a block of the parent."""

import strawberry

from content.values import blocks
from schema.editorial.uses import Override, Use


@strawberry.type(
    description="A change to a block of the parent. What it does not say stays as inherited."
)
class InheritedBlock:
    block_id: strawberry.ID = strawberry.field(description="The id of the parent's block.")
    hidden: bool | None = strawberry.field(
        description="Whether readers do without it; null leaves that to the parent."
    )
    order_key: str | None = strawberry.field(
        description="Its place among the blocks; null leaves that to the parent."
    )
    overrides: list[Override] = strawberry.field(description="Fields it tells differently.")
    items: list[Use] = strawberry.field(
        description="Uses added to it, and changes to inherited uses."
    )

    @classmethod
    def is_type_of(cls, value: object, _info: object) -> bool:
        """Whether it is such a change."""
        return isinstance(value, blocks.InheritedBlock)
