"""A snippet: text that many pages carry."""

from datetime import date

import strawberry

from schema.editorial.enums import SnippetKind
from schema.editorial.inputs.descriptions import CREATES, KEY, UPDATES
from schema.editorial.inputs.texts import LocalTextInput, MaybeTexts

_KIND = "What it is for."
_BODY = "The text, in Markdown."
_OWNER = "Who answers for it, at most 200 characters."
_REVIEW_BY = "When it should be looked at again."


@strawberry.input(description=CREATES)
class CreateSnippetInput:
    key: str = strawberry.field(description=KEY)
    kind: SnippetKind = strawberry.field(description=_KIND)
    body: list[LocalTextInput] = strawberry.field(description=_BODY)
    owner: strawberry.Maybe[str | None] = strawberry.field(description=_OWNER)
    review_by: strawberry.Maybe[date | None] = strawberry.field(description=_REVIEW_BY)


@strawberry.input(description=UPDATES)
class UpdateSnippetInput:
    kind: strawberry.Maybe[SnippetKind | None] = strawberry.field(description=_KIND)
    body: MaybeTexts = strawberry.field(description=_BODY)
    owner: strawberry.Maybe[str | None] = strawberry.field(description=_OWNER)
    review_by: strawberry.Maybe[date | None] = strawberry.field(description=_REVIEW_BY)
