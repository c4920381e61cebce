"""The article's own title, if it has one above its sections."""

from collections.abc import Sequence

from seed.articles.document import Kind, Piece
from seed.articles.outlining import Look, look
from seed.articles.recognising import Recogniser
from seed.articles.sectioning.labels import labelled
from seed.articles.topics import LABELS, SECTIONS, Topic

_NEAR_THE_TOP = 6


def find_title(
    pieces: list[Piece], recogniser: Recogniser
) -> tuple[Piece | None, list[Piece], list[Piece]]:
    """The title, what stands before it, and the rest."""
    for at, piece in enumerate(pieces[:_NEAR_THE_TOP]):
        if piece.kind is Kind.HEADING and piece.level == 1:
            if at and any(recogniser.recognise(p.text) for p in pieces[:at]):
                break
            if _is_title(pieces, at, recogniser):
                return piece, pieces[:at], pieces[at + 1 :]
            break
    if pieces and look(pieces[0]) is not Look.NONE and _is_title(pieces, 0, recogniser):
        return pieces[0], [], pieces[1:]
    return None, [], pieces


def _is_title(pieces: Sequence[Piece], at: int, recogniser: Recogniser) -> bool:
    """Whether a first heading is the title of all that follows and not of a section."""
    text = pieces[at].text
    if labelled(pieces[at], recogniser):
        return False
    match = recogniser.recognise(text)
    if match is None or match.foreign > 2 or match.topic is Topic.PROSE:
        return True
    if match.topic in LABELS:
        return False
    if len(recogniser.topics(text) & SECTIONS) > 1:
        return True
    rest = [recogniser.recognise(p.text) for p in pieces[at + 1 :] if look(p) is not Look.NONE]
    topics = {m.topic for m in rest if m and not m.foreign}
    if match.topic is Topic.JOB:
        return bool(topics & {Topic.WHAT, Topic.WHY, Topic.JOB})
    return match.topic in topics and match.topic is not Topic.WHAT
