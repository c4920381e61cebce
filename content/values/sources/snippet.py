"""A snippet: text that many pages carry."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from content.values.text import LocalMarkdown
from content.values.value import Value


class SnippetKind(StrEnum):
    """What a snippet is for."""

    ABOUT = "ABOUT"
    EQUAL_OPPORTUNITY = "EQUAL_OPPORTUNITY"
    PRIVACY = "PRIVACY"
    DISCLAIMER = "DISCLAIMER"


class Snippet(Value):
    """Text that many pages carry."""

    kind: SnippetKind
    body: LocalMarkdown
    owner: str | None = Field(default=None, max_length=200)
    review_by: date | None = None
