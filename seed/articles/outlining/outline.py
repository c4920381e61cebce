"""The article as one run of pieces."""

from collections.abc import Sequence
from dataclasses import replace

from seed.articles.document import Document, Kind, Piece
from seed.articles.outlining.look import Look, look
from seed.articles.outlining.splitting import split
from seed.articles.recognising import Recogniser
from seed.articles.topics import GREAT, OF_A_JOB, Topic
from seed.articles.unfolding import LABEL_LEVEL, unfold

MAX_LISTS_OF_LISTS = 3
MAX_HEADING_WORDS = 10


def outline(document: Document, recogniser: Recogniser) -> list[Piece]:
    """Tables unfolded, headings set apart from their text, lists that hold sections undone."""
    pieces = unfold(document.blocks, recogniser)
    pieces = [part for piece in pieces for part in split(piece, recogniser)]
    for _ in range(MAX_LISTS_OF_LISTS):
        pieces = _undo_list(pieces, recogniser)
    return pieces


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
    great = {topic for topic in known.values() if topic in GREAT}
    if len(great) > 1 and not _has_headings(pieces, recogniser):
        heads = {at for at, topic in known.items() if topic in GREAT or at in holding}
        if not holding:
            heads |= set(known)
        elif holding & set(known):
            heads |= {at for at in holding if _is_short(pieces[at])}
        heads |= _next_numbers(pieces, items, heads)
        above = next((p.level for p in reversed(pieces[: items[0]]) if p.level), 1)
        return {at: _level(known.get(at), above, flat=not holding) for at in heads}
    parts = {at for at, topic in known.items() if at in holding and topic in OF_A_JOB}
    if len({known[at] for at in parts}) > 1:
        return dict.fromkeys(parts, LABEL_LEVEL)
    return {}


def _next_numbers(pieces: Sequence[Piece], items: Sequence[int], heads: set[int]) -> set[int]:
    """Items that carry on the numbers of the headings: `6. Last remarks` after a fifth."""
    found: set[int] = set()
    expected = ""
    for at in items:
        piece = pieces[at]
        if at in heads or (piece.marker == expected and _is_short(piece)):
            found.add(at)
            expected = str(int(piece.marker) + 1) if piece.numbered else ""
    return found


def _has_headings(pieces: Sequence[Piece], recogniser: Recogniser) -> bool:
    """Whether lines outside lists already head sections of two topics or more."""
    topics = set()
    for piece in pieces:
        if piece.kind is Kind.HEADING or look(piece) is not Look.NONE:
            match = recogniser.recognise(piece.text)
            if match and match.topic in GREAT and not match.foreign:
                topics.add(match.topic)
    return len(topics) > 1


def _level(topic: Topic | None, above: int, *, flat: bool) -> int:
    inner = flat and topic in OF_A_JOB and topic is not Topic.DUTIES
    return min(max(above + 1, 2) + (1 if inner else 0), 6)


def _is_short(piece: Piece) -> bool:
    short = len(piece.text.split()) <= MAX_HEADING_WORDS
    return short and not piece.text.rstrip().endswith((".", "?", "!"))
