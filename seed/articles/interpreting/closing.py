"""Sentences that end a section or an advertisement rather than add to its list."""

from content.values.sources import SnippetKind
from seed.articles.document import Piece
from seed.articles.vocabulary.closing import DISCLAIMER, EQUAL_OPPORTUNITY, LAST_WORDS


def notice(text: str) -> SnippetKind | None:
    """Which standing text a paragraph is: a disclaimer, an equal-opportunity statement, none."""
    if EQUAL_OPPORTUNITY.search(text):
        return SnippetKind.EQUAL_OPPORTUNITY
    return SnippetKind.DISCLAIMER if DISCLAIMER.search(text) else None


def closes(piece: Piece) -> bool:
    """Whether a paragraph reads like the last words about what stood before it."""
    return bool(LAST_WORDS.match(piece.text))
