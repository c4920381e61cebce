"""One text that many pages carry."""

import strawberry

from schema.delivery.blocks.block import BlockFields
from schema.delivery.enums import SnippetKind
from schema.delivery.rich_text import RichText


@strawberry.type(description="One text that many pages carry.")
class SnippetUse(BlockFields):
    snippet_kind: SnippetKind = strawberry.field(description="What the text is for.")
    body: RichText = strawberry.field(description="The text, as this page says it.")
