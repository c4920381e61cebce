"""Cards of other role pages."""

import strawberry

from schema.delivery.blocks.block import BlockFields


@strawberry.type(description="Just enough of another role page to link to it.")
class RoleCard:
    entity_id: strawberry.ID = strawberry.field(description="The page's entity id.")
    title: str = strawberry.field(description="The page's title.")
    slug: str = strawberry.field(description="The page's slug.")
    url: str = strawberry.field(description="The page's public address.")


@strawberry.type(description="Cards of other role pages.")
class RelatedRoles(BlockFields):
    items: list[RoleCard] = strawberry.field(description="The cards, in order.")
