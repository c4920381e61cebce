"""Paragraphs that are several things: a heading and its text, lines of labels, lines of a list."""

import re
from dataclasses import replace

from seed.articles.asking import asks
from seed.articles.document import Kind, Piece
from seed.articles.inline import Inline, Span, bold_lead, cut, is_bold, lines, strip, text_of
from seed.articles.recognising import Recogniser
from seed.articles.topics import GREAT, OF_A_JOB

_LEAD = re.compile(r"[^.?!;:]{2,60}:\s+\S.{20,}")
MAX_LINE = 160
MAX_HEADING_WORDS = 10


def split(piece: Piece, recogniser: Recogniser) -> list[Piece]:
    """The piece in parts that each are one thing."""
    if piece.kind not in (Kind.PARAGRAPH, Kind.ITEM):
        return [piece]
    parts = [part for part in lines(piece.inline) if part]
    if len(parts) < 2:
        return _run_in(piece, recogniser)
    if all(_is_labelled(part, recogniser) for part in parts):
        return _each(piece, parts)
    if piece.kind is Kind.PARAGRAPH and (_holds_heading(parts, recogniser) or _is_list(parts)):
        return _each(piece, parts)
    if not _heads(piece, parts, recogniser):
        return [piece]
    rest: Inline = parts[1]
    for part in parts[2:]:
        rest = (*rest, Span("\n"), *part)
    return [piece.but(parts[0]), *split(_below(piece, rest), recogniser)]


def _each(piece: Piece, parts: list[Inline]) -> list[Piece]:
    return [replace(piece, inline=part, gap=piece.gap and not at) for at, part in enumerate(parts)]


def _below(piece: Piece, inline: Inline) -> Piece:
    """Text that stood in a piece, as a paragraph under what is left of it."""
    depth = piece.depth + (piece.kind is Kind.ITEM)
    return replace(piece, kind=Kind.PARAGRAPH, inline=inline, marker="", depth=depth, gap=False)


def _run_in(piece: Piece, recogniser: Recogniser) -> list[Piece]:
    """A section's heading in bold at the beginning of its first paragraph, set apart."""
    end = bold_lead(piece.inline)
    if not end or piece.kind is not Kind.PARAGRAPH or piece.depth:
        return [piece]
    head, rest = strip(cut(piece.inline, 0, end)), strip(cut(piece.inline, end))
    match = recogniser.recognise(text_of(head))
    if match is None or match.foreign or match.topic not in GREAT or text_of(head).endswith(":"):
        return [piece]
    return [piece.but(head), _below(piece, rest)]


def _holds_heading(parts: list[Inline], recogniser: Recogniser) -> bool:
    """Whether a section's heading is among the lines of what is only one paragraph by name."""
    matches = [recogniser.recognise(text_of(part)) for part in parts]
    return any(match and match.topic in GREAT and match.foreign <= match.named for match in matches)


def _is_list(parts: list[Inline]) -> bool:
    """Whether lines of one paragraph are a list without marks, and not an address or a verse."""
    texts = [text_of(part) for part in parts]
    if all(_LEAD.match(text) for text in texts):
        return True
    open_ended = [text for text in texts if not text.endswith((".", ",", ";", "!"))]
    mostly_open = len(texts) > 2 and 2 * len(open_ended) > len(texts)
    return mostly_open and max(map(len, texts)) <= MAX_LINE


def _is_labelled(part: Inline, recogniser: Recogniser) -> bool:
    name, colon, _ = text_of(part).partition(":")
    match = recogniser.recognise(name) if colon else None
    return bool(match and match.topic in OF_A_JOB and not match.foreign)


def _heads(piece: Piece, parts: list[Inline], recogniser: Recogniser) -> bool:
    """Whether the first line is the heading, the label or the question of the others."""
    first, rest = text_of(parts[0]), " ".join(text_of(part) for part in parts[1:])
    if is_bold(parts[0]) and not all(is_bold(part) for part in parts[1:]):
        return True
    match = recogniser.recognise(first)
    if asks(first) or (match and not match.foreign) or _is_labelled(parts[0], recogniser):
        return True
    short = len(first.split()) <= MAX_HEADING_WORDS and not first.endswith((".", ",", ";", "!"))
    return piece.kind is Kind.ITEM and short and len(rest) > 2 * len(first)
