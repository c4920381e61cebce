"""Formatted text, in the three forms front ends ask for."""

import strawberry


@strawberry.type(description="Formatted text. All three forms say the same.")
class RichText:
    markdown: str = strawberry.field(description="CommonMark, without raw HTML.")
    html: str = strawberry.field(
        description="Sanitised HTML: paragraphs, headings, lists, quotes, code, emphasis, links."
    )
    plain: str = strawberry.field(description="Text without formatting.")
