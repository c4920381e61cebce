"""Lines that begin with the name of what they tell: `Location: Leeds`, `Overview: We are …`."""

import re

from seed.articles.document import Kind, Piece
from seed.articles.inline import cut, strip
from seed.articles.recognising import Match, Recogniser
from seed.articles.sectioning.scan import ASKED, Scan
from seed.articles.sectioning.sections import Section
from seed.articles.topics import LABELS, OF_A_JOB, STATEMENTS, Topic

_LABEL = re.compile(r"([^:\n–—]+?)(?::|\s+[–—-]+\s)\s*(?=\S*\w)")
_FACT = re.compile(r"[^.?!:\n]{2,40}:\s+[^\n]*[^\n.!?:]")
_HEADS = frozenset({Topic.TITLE, Topic.LOCATION, Topic.FACT})
MAX_NAME_WORDS = 4
MAX_FACT_WORDS = 16


def labelled(piece: Piece, recogniser: Recogniser) -> Match | None:
    """The topic that a label before a colon names."""
    found = _LABEL.match(piece.text)
    if not found or len(found[1].split()) > MAX_NAME_WORDS:
        return None
    match = recogniser.recognise(found[1])
    if match is None or match.foreign or match.topic not in OF_A_JOB:
        return None
    return match if ":" in found[0] or match.topic in LABELS else None


def label_section(scan: Scan, piece: Piece) -> Section | None:
    """The section of a line that holds its label and its text; opens a job if that shows one."""
    current = scan.current
    if piece.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING) or piece.hint:
        return None
    match = labelled(piece, scan.recogniser) or _fact(scan, piece)
    if match is None or (current and current.topic in ASKED):
        return None
    if scan.job is None:
        begins = match.topic is Topic.TITLE or scan.titled_job
        if not (scan.implicit and begins and match.topic in LABELS):
            return None
        scan.open_job()
    elif not _fits_here(scan, piece, match):
        return None
    found = _LABEL.match(piece.text)
    end = found.end() if found else piece.text.index(":") + 1
    section = Section(match.topic, label=piece.but(strip(cut(piece.inline, 0, end))), in_job=True)
    section.body.append(piece.but(strip(cut(piece.inline, end))))
    return section


def _fact(scan: Scan, piece: Piece) -> Match | None:
    """An unknown `Label: value` among the lines at a job description's head."""
    if scan.current is None or scan.current.topic not in _HEADS or piece.depth:
        return None
    fits = _FACT.fullmatch(piece.text) and len(piece.text.split()) <= MAX_FACT_WORDS
    return Match(Topic.FACT, 0, False) if fits else None


def _fits_here(scan: Scan, piece: Piece, match: Match) -> bool:
    """Whether a label is one here, and not the beginning of a list's next item."""
    body = scan.current.body if scan.current and scan.current.topic in STATEMENTS else []
    if match.topic in LABELS:
        if body and piece.kind is Kind.ITEM:
            return False
        return match.topic is not Topic.FACT or not body or not piece.depth
    marked = any(p.kind is Kind.ITEM for p in body)
    return piece.kind is Kind.PARAGRAPH and (not body or marked)
