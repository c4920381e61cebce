"""Text that many pages carry."""

import strawberry

from schema.delivery.content import Content
from schema.delivery.enums import SnippetKind
from schema.delivery.rich_text import RichText


@strawberry.type(description="Text that many pages carry, such as an equal opportunity statement.")
class Snippet(Content):
    kind: SnippetKind = strawberry.field(description="What it is for.")
    body: RichText = strawberry.field(description="The text.")
