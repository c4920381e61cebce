"""A snippet, as its editors see it."""

from datetime import date

import strawberry

from schema.editorial.entity import Entity
from schema.editorial.enums import SnippetKind
from schema.editorial.localized import LocalText


@strawberry.type(description="Text that many pages carry.")
class Snippet(Entity):
    kind: SnippetKind = strawberry.field(description="What it is for.")
    body: list[LocalText] = strawberry.field(description="The text, in Markdown.")
    owner: str | None = strawberry.field(description="Who answers for it.")
    review_by: date | None = strawberry.field(description="When it is to be looked at again.")
