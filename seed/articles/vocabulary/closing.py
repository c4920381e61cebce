"""Sentences that end a section or an advertisement."""

import re

EQUAL_OPPORTUNITY = re.compile(
    r"equal[- ]opportunit"
    r"|regardless of (?:race|age|gender|sex|religion|origin|background|colou?r|disability)"
    r"|without regard to|\beeo\b|affirmative action|reasonable (?:accommodation|adjustment)"
    r"|unabhängig von (?:geschlecht|alter|herkunft|religion)|chancengleichheit|schwerbehindert"
    r"|gleicher eignung|menschen (?:jeder|aller|jeglicher) (?:herkunft|hautfarbe|altersgruppen?)"
    r"|(?:applicants|candidates|people) (?:of|from) (?:every|all|any) backgrounds?",
    re.IGNORECASE,
)

DISCLAIMER = re.compile(
    r"disclaimer"
    r"|not (?:\w+ )?(?:intended|meant|designed)\b.{0,40}\b(?:complete|exhaustive|full|cover|list"
    r"|include|limit)"
    r"|not (?:an? )?(?:exhaustive|all-inclusive|(?:complete|full) (?:list|account|record))"
    r"|reserves? the right|subject to change|not a contract|no contract"
    r"|(?:may|can|could|might|will) (?:change|be (?:changed|amended|altered|adjusted|revised"
    r"|added))\b"
    r"|other (?:duties|tasks) (?:may|as|can|might)|(?:duties|tasks) may be"
    r"|does not (?:constitute|form|create|represent)"
    r"|nicht (?:abschließend|vollständig|erschöpfend)|kein(?:en)? anspruch auf vollständigkeit"
    r"|vorbehalten|kann sich (?:ändern|jederzeit)"
    r"|(?:stellt|begründet) kein(?:en)? (?:vertrag|anspruch|angebot)",
    re.IGNORECASE,
)

LAST_WORDS = re.compile(
    r"(?:(?:\w+ ){0,2}of (?:these|them|those)|these|this|those|together,"
    r"|with (?:these|this|the)|use (?:these|this|the|them|what)|remember|finally"
    r"|in (?:short|conclusion|the end|summary|sum)|to (?:sum|close|finish|wrap)|whatever"
    r"|whichever|after the (?:interview|conversation|last)|once (?:you|the)|when you have"
    r"|no (?:single|list|one)|a (?:final|last|closing)|none of|all (?:of )?(?:these|in all)"
    r"|taken together|good luck|the (?:best|right|exact|list) |mit diesen|diese |zum schluss"
    r"|insgesamt|zusammen|am ende|abschließend|keine dieser|wer diese|alles in allem)\b",
    re.IGNORECASE,
)
"""How a paragraph begins that speaks about what stood before it."""

ABOUT_TEMPLATE = re.compile(
    r"\b(?:template|sample|copy|adapt|customi[sz]e|edit|paste|tailor|brackets?|below|following"
    r"|example|wording|fill in|vorlage|muster|kopieren|anpassen|folgende|klammern|beispiel)",
    re.IGNORECASE,
)
"""In text above a job description that is about its wording and no part of it."""
