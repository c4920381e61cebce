"""Overrides of what is published differently now, shown three ways."""

import strawberry

from content.rules.bases import ThreeWay
from schema.editorial.localized import Base
from schema.editorial.paths import sdl_path
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Locale

Stale = strawberry.Parent[ThreeWay]


def _path(stale: Stale) -> str:
    return sdl_path(stale.path)


def _field(stale: Stale) -> str:
    return sdl_path(stale.field)


def _upstream(stale: Stale) -> str:
    return str(stale.upstream)


def _mine(stale: Stale) -> str:
    return str(stale.mine)


@strawberry.type(
    description="An override of what is published differently now. It is kept by giving it "
    "`upstreamBase` as its base, and settled by clearing it or by writing it anew."
)
class StaleOverride:
    path: str = resolved_by(_path, "Where it stands: dotted, blocks and uses by id.")
    field: str = resolved_by(_field, "The field, such as `sampleAnswer`.")
    locale: Locale | None = strawberry.field(
        description="The locale it holds in; null for fields that have none."
    )
    base: Base = strawberry.field(description="What it was written against.")
    upstream: str = resolved_by(_upstream, "What is published now; numbers in digits.")
    upstream_base: Base = strawberry.field(description="What is published now, as a base.")
    mine: str = resolved_by(_mine, "What it says; numbers in digits.")
