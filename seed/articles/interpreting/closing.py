"""Sentences that end a section or an advertisement rather than add to its list."""

import re

from content.values.sources import SnippetKind
from seed.articles.document import Piece

_EQUAL = re.compile(
    r"equal[- ]opportunit|regardless of (?:race|age|gender|sex|religion|origin|background)"
    r"|without regard to|\beeo\b|affirmative action|reasonable (?:accommodation|adjustment)"
    r"|unabhängig von (?:geschlecht|alter|herkunft|religion)|chancengleichheit|schwerbehindert"
    r"|gleicher eignung",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"disclaimer|not (?:\w+ )?(?:intended|meant|designed)\b.{0,40}\b(?:complete|exhaustive|full|cover|list"
    r"|include|limit)"
    r"|not (?:an? )?(?:exhaustive|all-inclusive|complete (?:list|account|record))|reserves? the right"
    r"|(?:may|can|could|might|will) (?:change|be (?:changed|amended|altered|adjusted|revised|added))\b"
    r"|subject to change|other (?:duties|tasks) (?:may|as|can|might)"
    r"|does not (?:constitute|form|create|represent)|not a contract|no contract"
    r"|nicht (?:abschließend|vollständig|erschöpfend)|kein(?:en)? anspruch auf vollständigkeit"
    r"|änderungen (?:sind )?vorbehalten|vorbehalten|kann sich (?:ändern|jederzeit)"
    r"|(?:stellt|begründet) kein(?:en)? (?:vertrag|anspruch|angebot)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:\w+ ){0,2}of (?:these|them|those)|these|this|those|together,|with (?:these|this|the)|use (?:these|this|the|them|what)|remember|finally"
    r"|in (?:short|conclusion|the end|summary|sum)|to (?:sum|close|finish|wrap)|whatever|whichever"
    r"|after the (?:interview|conversation|last)|once (?:you|the)|when you have|no (?:single|list|one)"
    r"|a (?:final|last|closing)|none of|all (?:of )?(?:these|in all)|taken together|good luck"
    r"|the (?:best|right|exact|list) |mit diesen|diese |zum schluss|insgesamt|zusammen"
    r"|am ende|abschließend|keine dieser|wer diese|alles in allem)\b",
    re.IGNORECASE,
)


def notice(text: str) -> SnippetKind | None:
    """Which standing text a paragraph is: a disclaimer, an equal-opportunity statement, none."""
    if _EQUAL.search(text):
        return SnippetKind.EQUAL_OPPORTUNITY
    return SnippetKind.DISCLAIMER if _DISCLAIMER.search(text) else None


def closes(piece: Piece) -> bool:
    """Whether a paragraph reads like the last words about what stood before it."""
    return bool(_CLOSING.match(piece.text))
