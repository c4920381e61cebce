"""Headings of sections nobody foresaw, told from headings within a section."""

from seed.articles.asking import asks
from seed.articles.document import Kind
from seed.articles.outlining import Look, look
from seed.articles.sectioning.scan import ASKED, Scan
from seed.articles.sectioning.sections import NO_LEVEL, Section
from seed.articles.topics import STATEMENTS, Topic


def is_unknown_heading(scan: Scan, at: int) -> bool:
    """Whether a line of no known topic heads a section of its own."""
    piece, current = scan.pieces[at], scan.current
    form = look(piece)
    if form is Look.NONE or piece.hint or at + 1 == len(scan.pieces):
        return False
    if form is Look.COLON and scan.job is not None and current is not None:
        after = scan.pieces[at + 1]
        listed = after.kind is Kind.ITEM and not after.depth
        return listed and current.topic not in STATEMENTS | ASKED
    if form in (Look.COLON, Look.SHORT) and not scan.looks_like_heading(at):
        return False
    if form is not Look.REAL and form not in scan.tops:
        return False
    if current is None:
        return True
    if form is Look.REAL and current.look is Look.REAL and piece.level > current.level:
        return current.topic is Topic.JOB or (current.in_job and piece.level <= _inner(scan))
    if current.topic in ASKED and (asks(piece.text) or not _ends_questions(scan, at)):
        return False
    return current.topic not in STATEMENTS or not _is_statement(scan, at, current)


def _inner(scan: Scan) -> int:
    levels = (s.level for s in scan.sections if s.in_job and s.level < NO_LEVEL)
    return min(levels, default=NO_LEVEL)


def _ends_questions(scan: Scan, at: int) -> bool:
    """Whether no question follows a heading among questions before the next section."""
    for piece, match in zip(scan.pieces[at + 1 :], scan.anchors[at + 1 :], strict=True):
        if match and not asks(piece.text):
            break
        if asks(piece.text) and (piece.kind is not Kind.PARAGRAPH or look(piece) < Look.NONE):
            return False
    return True


def _is_statement(scan: Scan, at: int, current: Section) -> bool:
    """Whether a heading is that of one statement of the current section, not of the next."""
    piece, form = scan.pieces[at], look(scan.pieces[at])
    if any(p.kind is Kind.ITEM and not p.depth for p in current.body):
        return False
    alike = [p for p in current.body if look(p) is form]
    if form is Look.REAL and current.look is Look.REAL and scan.level(piece) <= current.level:
        return not current.body or any(p.level == piece.level for p in alike)
    if alike or (not current.body and form is not Look.SHORT):
        return True
    return _another_follows(scan, at, form)


def _another_follows(scan: Scan, at: int, form: Look) -> bool:
    """Whether another heading like this one, with text alone between, follows."""
    for offset in range(at + 1, len(scan.pieces)):
        piece, match = scan.pieces[offset], scan.anchors[offset]
        if (match and not match.foreign) or piece.kind is Kind.ITEM:
            return False
        if look(piece) is form and offset > at + 1:
            return True
    return False
