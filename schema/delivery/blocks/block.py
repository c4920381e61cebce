"""What every block has."""

from typing import Any

import strawberry

from schema.delivery.rich_text import RichText


@strawberry.type
class BlockFields:
    block_id: strawberry.ID = strawberry.field(
        description="The block's stable id, unique in what holds it."
    )
    heading: str | None = strawberry.field(description="The block's heading.")
    intro: RichText | None = strawberry.field(description="What stands before what it lists.")
    outro: RichText | None = strawberry.field(description="What stands after what it lists.")

    @classmethod
    def is_type_of(cls, value: Any, _info: object) -> bool:
        """Whether a stored block is of this type: it says so itself."""
        return bool(value["__typename"] == cls.__name__)
