"""What every block of its own has."""

from typing import Any

import strawberry

from schema.editorial.localized import LocalText


@strawberry.interface(description="A section, as its editors see it.")
class OwnBlock:
    block_id: strawberry.ID = strawberry.field(description="Its id, unique in its entity.")
    order_key: str | None = strawberry.field(
        description="Its place among the blocks; null in inherited blocks alone."
    )
    hidden: bool | None = strawberry.field(
        description="Whether readers do without it; null in inherited blocks alone."
    )
    heading: list[LocalText] = strawberry.field(description="What stands above it.")
    intro: list[LocalText] = strawberry.field(description="Sentences before what it lists.")
    outro: list[LocalText] = strawberry.field(description="Sentences after what it lists.")

    @classmethod
    def is_type_of(cls, value: Any, _info: object) -> bool:
        """Whether a block is of this type, which adds `Block` to the name of content's."""
        return f"{type(value).__name__}Block" == cls.__name__
