"""A role page: the public page about a role."""

import strawberry

from schema.editorial.enums import Robots
from schema.editorial.inputs.blocks import NewBlock
from schema.editorial.inputs.descriptions import (
    ABSTRACT,
    BLOCKS,
    CREATES,
    EXTENDS,
    KEY,
    OPERATIONS,
    UPDATES,
)
from schema.editorial.inputs.operations import BlockOperation
from schema.editorial.inputs.texts import MaybeId, MaybeTexts

_SLUG = "The last part of its address: lower-case letters and digits, joined by single hyphens."
_ROLE = "The id of the role it is about."
_TITLE = "Its heading."
_INTRO = "What stands before the first block, in Markdown."
_SEO = "How it presents itself to search engines; what is absent stays as it is."


@strawberry.input(description="How a page presents itself to search engines.")
class SeoInput:
    title: MaybeTexts = strawberry.field(description="The title for search results.")
    description: MaybeTexts = strawberry.field(description="The description for search results.")
    robots: strawberry.Maybe[Robots | None] = strawberry.field(
        description="Whether the page wants to be found: INDEX unless said otherwise."
    )


_Seo = strawberry.Maybe[SeoInput | None]


@strawberry.input(description=CREATES)
class CreateRolePageInput:
    key: str = strawberry.field(description=KEY)
    abstract: bool = strawberry.field(default=False, description=ABSTRACT)
    extends: MaybeId = strawberry.field(description=EXTENDS)
    slug: MaybeTexts = strawberry.field(description=_SLUG)
    role: strawberry.ID = strawberry.field(description=_ROLE)
    title: MaybeTexts = strawberry.field(description=_TITLE)
    intro: MaybeTexts = strawberry.field(description=_INTRO)
    blocks: strawberry.Maybe[list[NewBlock] | None] = strawberry.field(description=BLOCKS)
    seo: _Seo = strawberry.field(description=_SEO)


@strawberry.input(description=UPDATES)
class UpdateRolePageInput:
    extends: MaybeId = strawberry.field(description=EXTENDS)
    slug: MaybeTexts = strawberry.field(description=_SLUG)
    role: MaybeId = strawberry.field(description=_ROLE)
    title: MaybeTexts = strawberry.field(description=_TITLE)
    intro: MaybeTexts = strawberry.field(description=_INTRO)
    blocks: strawberry.Maybe[list[BlockOperation] | None] = strawberry.field(description=OPERATIONS)
    seo: _Seo = strawberry.field(description=_SEO)
