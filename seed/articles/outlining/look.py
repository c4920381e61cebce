"""How a line is set off from running text."""

from enum import IntEnum

from seed.articles.document import Kind, Piece
from seed.articles.inline import is_bold

MAX_LENGTH = 110
MAX_WORDS = 16
MAX_SHORT_WORDS = 12
MAX_LABEL_WORDS = 10


class Look(IntEnum):
    """How a line is set off from running text, most marked first."""

    REAL = 1
    CAPS = 2
    BOLD = 3
    COLON = 4
    SHORT = 5
    NONE = 9


def look(piece: Piece) -> Look:
    """How a piece is set off: by its format, or by being a short line without a full stop."""
    if piece.kind is Kind.HEADING:
        return Look.REAL
    text = piece.text.strip()
    words = len(text.split())
    if piece.kind is not Kind.PARAGRAPH or piece.depth or piece.quote or words > MAX_WORDS:
        return Look.NONE
    letters = [c for c in text if c.isalpha()]
    if "\n" in text or not letters or len(text) > MAX_LENGTH:
        return Look.NONE
    capitals = all(c.isupper() for c in letters if c.casefold() != c.upper())
    if len(letters) >= 4 and capitals and not text.endswith((".", ",", ";")):
        return Look.CAPS
    if is_bold(piece.inline) and not text.endswith((",", ";")):
        return Look.BOLD
    if text.endswith(":") and words <= MAX_LABEL_WORDS:
        return Look.COLON
    if words <= MAX_SHORT_WORDS and not text.endswith((".", ",", ";", "!", "…", ":")):
        return Look.SHORT
    return Look.NONE
