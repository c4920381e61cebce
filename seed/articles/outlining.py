"""Which lines are headings, and how they are set off; lists that hold the outline, undone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from seed.articles.asking import asks
from seed.articles.document import Document, Kind, Piece
from seed.articles.inline import Inline, Span, is_bold, lines, text_of
from seed.articles.recognising import Recogniser
from seed.articles.topics import OF_A_JOB, Topic
from seed.articles.unfolding import unfold

_TOP = frozenset({Topic.WHAT, Topic.WHY, Topic.DUTIES, Topic.JOB, Topic.QUESTIONS, Topic.FAQ})
_LEAD = re.compile(r"[^.?!;:]{2,60}:\s+\S.{20,}")


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
    words = text.split()
    if piece.kind is not Kind.PARAGRAPH or piece.depth or piece.quote or len(words) > 16:
        return Look.NONE
    letters = [c for c in text if c.isalpha()]
    if "\n" in text or not letters or len(text) > 110:
        return Look.NONE
    capitals = all(c.isupper() for c in letters if c.casefold() != c.upper())
    if len(letters) >= 4 and capitals and not text.endswith((".", ",", ";")):
        return Look.CAPS
    if is_bold(piece.inline) and not text.endswith((",", ";")):
        return Look.BOLD
    if text.endswith(":") and len(words) <= 10:
        return Look.COLON
    if len(words) <= 12 and not text.endswith((".", ",", ";", "!", "…", ":")):
        return Look.SHORT
    return Look.NONE


def outline(document: Document, recogniser: Recogniser) -> list[Piece]:
    """The article as one run of pieces: tables unfolded, outline lists undone, titles split."""
    pieces = unfold(document.blocks, recogniser)
    pieces = [part for piece in pieces for part in _split(piece, recogniser)]
    for _ in range(3):
        pieces = _undo_list(pieces, recogniser)
    return pieces


def _has_headings(pieces: Sequence[Piece], recogniser: Recogniser) -> bool:
    """Whether lines outside lists already head sections of two topics or more."""
    topics = set()
    for piece in pieces:
        if piece.kind is Kind.HEADING or look(piece) is not Look.NONE:
            match = recogniser.recognise(piece.text)
            if match and match.topic in _TOP and not match.foreign:
                topics.add(match.topic)
    return len(topics) > 1


def _split(piece: Piece, recogniser: Recogniser) -> list[Piece]:
    """A piece of several lines, its first set apart when it heads the others."""
    if piece.kind not in (Kind.PARAGRAPH, Kind.ITEM) or "\n" not in piece.text:
        return [piece]
    parts = [part for part in lines(piece.inline) if part]
    if len(parts) < 2:
        return [piece.but(parts[0])] if parts else []
    if all(_is_labelled(part, recogniser) for part in parts):
        return [piece.but(parts[0]), *(replace(piece, inline=p, gap=False) for p in parts[1:])]
    if piece.kind is Kind.PARAGRAPH and _outlines(parts, recogniser):
        return [replace(piece, inline=p, gap=not at) for at, p in enumerate(parts)]
    if not _heads(piece, parts, recogniser):
        if piece.kind is Kind.PARAGRAPH and _is_list(parts):
            return [replace(piece, inline=p, gap=not at) for at, p in enumerate(parts)]
        return [piece]
    rest: Inline = parts[1]
    for part in parts[2:]:
        rest = (*rest, Span("\n"), *part)
    inner = piece.depth + (piece.kind is Kind.ITEM)
    below = replace(piece, kind=Kind.PARAGRAPH, inline=rest, marker="", depth=inner, gap=False)
    return [piece.but(parts[0]), *_split(below, recogniser)]


def _outlines(parts: list[Inline], recogniser: Recogniser) -> bool:
    """Whether a section's heading is among the lines of what is only one paragraph by name."""
    matches = [recogniser.recognise(text_of(part)) for part in parts]
    return any(match and not match.foreign and match.topic in _TOP for match in matches)


def _is_list(parts: list[Inline]) -> bool:
    """Whether lines of one paragraph are a list without marks, and not an address or a verse."""
    texts = [text_of(part) for part in parts]
    if len(texts) > 1 and all(_LEAD.match(text) for text in texts):
        return True
    open_ended = [text for text in texts if not text.endswith((".", ",", ";", "!"))]
    return len(texts) > 2 and 2 * len(open_ended) > len(texts) and max(map(len, texts)) <= 160


def _is_labelled(part: Inline, recogniser: Recogniser) -> bool:
    name, colon, _ = text_of(part).partition(":")
    match = recogniser.recognise(name) if colon else None
    return bool(match and match.topic in OF_A_JOB and not match.foreign)


def _heads(piece: Piece, parts: list[Inline], recogniser: Recogniser) -> bool:
    first, rest = text_of(parts[0]), " ".join(text_of(part) for part in parts[1:])
    if is_bold(parts[0]) and not all(is_bold(part) for part in parts[1:]):
        return True
    match = recogniser.recognise(first)
    if asks(first) or (match and not match.foreign):
        return True
    if _is_labelled(parts[0], recogniser):
        return True
    short = len(first.split()) <= 10 and not first.endswith((".", ",", ";", "!"))
    return piece.kind is Kind.ITEM and short and len(rest) > 2 * len(first)


def _undo_list(pieces: list[Piece], recogniser: Recogniser) -> list[Piece]:
    """Outer items that are section headings made headings, what they hold raised."""
    heads = _heading_items(pieces, recogniser)
    if not heads:
        return pieces
    raised: list[Piece] = []
    inside = False
    for at, piece in enumerate(pieces):
        if at in heads:
            level = heads[at]
            raised.append(replace(piece, kind=Kind.HEADING, level=level, depth=0, gap=True))
            inside = True
        elif inside and piece.depth:
            raised.append(replace(piece, depth=piece.depth - 1))
        else:
            inside = inside and piece.kind is Kind.ITEM
            raised.append(piece)
    return raised


def _heading_items(pieces: Sequence[Piece], recogniser: Recogniser) -> dict[int, int]:
    """Where the items are that head sections, each with its level as a heading."""
    items = [at for at, p in enumerate(pieces) if p.kind is Kind.ITEM and not p.depth]
    known: dict[int, Topic] = {}
    for at in items:
        match = recogniser.recognise(pieces[at].text)
        if match and not match.foreign and not pieces[at].text.rstrip().endswith("."):
            known[at] = match.topic
    holding = {at for at in items if at + 1 < len(pieces) and pieces[at + 1].depth}
    tops = {topic for topic in known.values() if topic in _TOP}
    above = _level_above(pieces, items[0]) if items else 0
    if len(tops) >= 2 and not _has_headings(pieces, recogniser):
        heads = {at for at, topic in known.items() if topic in _TOP or at in holding}
        heads |= {at for at in known if not holding}
        heads |= {at for at in holding if _is_short(pieces[at])} if holding & set(known) else set()
        return {at: _level(known.get(at), above, flat=not holding) for at in heads}
    if holding:
        heads = {at for at, topic in known.items() if at in holding and topic in OF_A_JOB}
        if len({known[at] for at in heads}) >= 2:
            return dict.fromkeys(heads, 5)
    return {}


def _level(topic: Topic | None, above: int, *, flat: bool) -> int:
    inner = flat and topic in OF_A_JOB and topic is not Topic.DUTIES
    return min(max(above + 1, 2) + (1 if inner else 0), 6)


def _level_above(pieces: Sequence[Piece], at: int) -> int:
    return next((p.level for p in reversed(pieces[:at]) if p.kind is Kind.HEADING), 1)


def _is_short(piece: Piece) -> bool:
    return len(piece.text.split()) <= 10 and not piece.text.rstrip().endswith((".", "?", "!"))
