"""A job family, as its editors see it."""

import strawberry

from schema.editorial.entity import Entity
from schema.editorial.localized import LocalLines, LocalText


@strawberry.type(description="A group of occupations, such as Engineering.")
class JobFamily(Entity):
    name: list[LocalText] = strawberry.field(description="Its name.")
    aliases: list[LocalLines] = strawberry.field(description="Other names for it.")
    summary: list[LocalText] = strawberry.field(description="What it is, in a line.")
    same_as: list[str] = strawberry.field(description="Addresses that identify it elsewhere.")
