"""Where something is used."""

import strawberry

from content import usage
from schema.editorial.entity import Entity
from schema.editorial.paths import sdl_paths
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Locale

Used = strawberry.Parent[usage.Usage]


def _paths(used: Used) -> list[str]:
    return sdl_paths(used.paths)


@strawberry.type(description="Somebody who uses it.")
class Usage:
    user: Entity = strawberry.field(description="Who uses it.")
    locales: list[Locale] = strawberry.field(
        description="Where what is published of them uses it, directly or through another part."
    )
    paths: list[str] = resolved_by(
        _paths,
        "Where their draft names it: dotted, blocks and uses by id, such as "
        "`blocks.why.items.u1`; none where only what is published does.",
    )
