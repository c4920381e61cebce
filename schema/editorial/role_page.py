"""A role page, as its editors see it."""

from typing import Optional

import strawberry

from schema.editorial.blocks import EditorBlock
from schema.editorial.entity import Entity
from schema.editorial.enums import Robots
from schema.editorial.localized import LocalText
from schema.editorial.referring import id_of, named_by
from schema.editorial.role import Role


@strawberry.type(description="How a page presents itself to search engines.")
class Seo:
    title: list[LocalText] = strawberry.field(description="The title for search results.")
    description: list[LocalText] = strawberry.field(
        description="The description for search results."
    )
    robots: Robots = strawberry.field(description="Whether the page wants to be found.")


@strawberry.type(description="The public page about a role.")
class RolePage(Entity):
    extends_id: strawberry.ID | None = id_of("extends", "The id of what it inherits from.")
    extends: Optional["RolePage"] = named_by("extends", "What it inherits from.")
    slug: list[LocalText] = strawberry.field(description="The last part of its address.")
    role_id: strawberry.ID = id_of("role", "The id of the occupation it is about.")
    role: Role | None = named_by("role", "The occupation it is about.")
    title: list[LocalText] = strawberry.field(description="Its heading.")
    intro: list[LocalText] = strawberry.field(
        description="What stands before the first block, in Markdown."
    )
    blocks: list[EditorBlock] = strawberry.field(
        description="Its sections, as stored: sort by orderKey, then blockId."
    )
    seo: Seo = strawberry.field(description="How it presents itself to search engines.")
