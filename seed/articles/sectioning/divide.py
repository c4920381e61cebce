"""Goes through an outlined article and opens a section wherever one begins."""

from collections.abc import Sequence

from seed.articles.asking import asks
from seed.articles.document import Kind, Piece
from seed.articles.outlining import Look, look
from seed.articles.recognising import Match, Recogniser
from seed.articles.sectioning.labels import label_section
from seed.articles.sectioning.scan import ASKED, Scan
from seed.articles.sectioning.sections import Section, Sections
from seed.articles.sectioning.titles import find_title
from seed.articles.sectioning.unknown import is_unknown_heading
from seed.articles.topics import ENDS_A_JOB, LABELS, OF_A_JOB, STATEMENTS, Topic

_WITHOUT_JOB = frozenset({Topic.OVERVIEW, Topic.EMPLOYER, Topic.DISCLAIMER})


def divide(pieces: Sequence[Piece], recogniser: Recogniser) -> Sections:
    """The sections of an outlined article, in its order."""
    notes = [piece for piece in pieces if piece.kind is Kind.NOTE]
    rest = [piece for piece in pieces if piece.kind is not Kind.NOTE]
    title, intro, rest = find_title(rest, recogniser)
    scan = Scan(rest, recogniser, title)
    for at, piece in enumerate(scan.pieces):
        section = _opened(scan, at)
        if section is not None:
            scan.sections.append(section)
        elif scan.current is not None:
            scan.current.body.append(piece)
        else:
            intro = [*intro, piece]
    return Sections(title, intro, scan.sections, notes)


def _opened(scan: Scan, at: int) -> Section | None:
    """The section that begins with a piece; None if the piece belongs to the current one."""
    piece, match = scan.pieces[at], scan.anchors[at]
    if match and _may_open(scan, piece, match):
        return _section(scan, piece, match)
    if section := label_section(scan, piece):
        return section
    if is_unknown_heading(scan, at):
        return _section(scan, piece, Match(Topic.PROSE, 0, False))
    return None


def _section(scan: Scan, piece: Piece, match: Match) -> Section:
    section = Section(match.topic, piece, look=look(piece), level=scan.level(piece))
    if match.topic is Topic.JOB:
        if scan.job is not None and scan.current is scan.job and not scan.job.body:
            section.topic, section.in_job = Topic.OVERVIEW, True  # "Job description" twice
        else:
            scan.job = section
        return section
    begins = match.topic is Topic.TITLE or (scan.titled_job and match.topic in OF_A_JOB)
    if scan.job is None and scan.implicit and begins:
        scan.open_job()
    section.in_job = scan.stays_in_job(piece, match)
    if not section.in_job and scan.job is not None:
        scan.close_job()
    return section


def _may_open(scan: Scan, piece: Piece, match: Match) -> bool:
    """Whether a line of a known topic opens a section where it stands."""
    current, form = scan.current, look(piece)
    if match.topic in LABELS and not _may_label(scan, match, form):
        return False
    if match.topic is Topic.WHAT and match.foreign and form is not Look.REAL:
        return False
    if current is None:
        return True
    leads_in = form is Look.COLON and current.look is not Look.COLON
    if not current.body and match.topic is current.topic and (leads_in or form > current.look):
        return False  # a caption or a lead-in that repeats its heading
    deeper = form is Look.REAL and current.look is Look.REAL and piece.level > current.level
    if current.topic in ASKED:
        return not deeper and _ends_questions(piece, match, current)
    if deeper and not current.in_job and current.topic is not Topic.JOB:
        named_duties = match.topic is Topic.DUTIES and match.named
        own = match.topic in ENDS_A_JOB or match.topic is Topic.JOB or named_duties
        return own and not match.foreign
    if form is Look.SHORT and current.topic in STATEMENTS and asks(piece.text):
        return match.named or match.topic is Topic.WHAT
    return True


def _may_label(scan: Scan, match: Match, form: Look) -> bool:
    """Whether a topic of job descriptions alone may be headed here."""
    if scan.job is not None:
        return True
    if match.topic is Topic.TITLE:
        return scan.implicit and form is not Look.SHORT
    return scan.implicit and match.topic in _WITHOUT_JOB


def _ends_questions(piece: Piece, match: Match, current: Section) -> bool:
    """Whether a line among questions heads a section and is neither question nor answer."""
    form = look(piece)
    if match.topic in LABELS:
        return False
    if form is Look.REAL and current.look is Look.REAL:
        return True
    if match.foreign > (1 if match.topic is Topic.PROSE else 0):
        return False
    if form is Look.SHORT and not piece.gap and not match.named:
        return False
    if asks(piece.text):
        return match.named and form is current.look and piece.text.endswith("?")
    return True
