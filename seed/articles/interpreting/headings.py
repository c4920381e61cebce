"""The heading at the beginning of a statement: `Heading: text`, a bold lead, its own line."""

import re

from seed.articles.document import Kind, Piece
from seed.articles.inline import Inline, bold_lead, cut, is_bold, italic_lead, strip, unformatted

_COLON = re.compile(r"[^.?!;:\n]{1,90}?:(?=\s)")
_DASH = re.compile(r"[^.?!;:\n]{1,80}?\s[–—-]+(?=\s)")
MAX_WORDS = 10
_WAYS = ("bold", "italic", "colon", "dash")


def leads(piece: Piece, *, inside: bool = False) -> bool:
    """Whether a piece is a heading for what follows; `inside`: for the rest of itself."""
    if inside:
        return any(lead(piece, how) for how in _WAYS)
    text = piece.text.rstrip()
    if piece.kind is Kind.HEADING or is_bold(piece.inline):
        return True
    return len(text.split()) <= 12 and not text.endswith((".", ",", ";", ":", "!"))


def lead(piece: Piece, how: str) -> int:
    """How many characters of a piece are its heading set off in that way; 0 if none are."""
    text = piece.text
    if how in ("bold", "italic"):
        end = bold_lead(piece.inline) if how == "bold" else italic_lead(piece.inline)
        if how == "italic" and not text[:end].rstrip().endswith((".", ":", "–", "—")):
            return 0
        return end if end and _fits(text[:end]) and text[end:].strip(" \n:.–—-") else 0
    match = (_COLON if how == "colon" else _DASH).match(text)
    if match is None or not text[match.end() :].strip():
        return 0
    head = match[0].rstrip(" :–—-")
    return match.end() if head and _fits(head) and any(c.isalpha() for c in head) else 0


def _fits(head: str) -> bool:
    return len(head.split()) <= MAX_WORDS and len(head) <= 120


def way(firsts: list[Piece]) -> str:
    """How the items of a list set off their headings, "" if most of them have none."""
    for how in _WAYS:
        led = sum(1 for piece in firsts if lead(piece, how))
        if led and 2 * led >= len(firsts) and (led > 1 or how == "bold" or len(firsts) == 1):
            return how
    return ""


def split(piece: Piece, how: str) -> tuple[Piece | None, Piece]:
    """The heading and the rest of a piece that sets its heading off in that way."""
    end = lead(piece, how) if how else 0
    if not end:
        return None, piece
    head = piece.but(heading_text(cut(piece.inline, 0, end)))
    rest = strip(cut(piece.inline, end))
    text = piece.text[end:]
    if how in ("bold", "italic"):
        dropped = re.match(r"\s*[:–—-]+\s+", text)
        if dropped:
            rest = strip(cut(piece.inline, end + dropped.end()))
    return head, piece.but(rest)


def split_in_any_way(piece: Piece, how: str) -> tuple[Piece | None, Piece]:
    """As `split`; where an item of a list with headings has none that way, in another way."""
    for other in (how, *_WAYS) if how else ():
        head, rest = split(piece, other)
        if head is not None:
            return head, rest
    return None, piece


def heading_text(inline: Inline) -> Inline:
    """Text that heads something, without emphasis and without the colon or dash after it."""
    return strip(unformatted(strip(inline)), " :–—-\n\t")
