"""How far dividing has come: the pieces, which of them may head sections, the sections so far."""

from dataclasses import replace

from seed.articles.document import Hint, Kind, Piece
from seed.articles.outlining import Look, look
from seed.articles.recognising import Match, Recogniser
from seed.articles.sectioning.sections import NO_LEVEL, Section
from seed.articles.topics import ENDS_A_JOB, LABELS, OF_A_JOB, SECTIONS, Topic

ASKED = frozenset({Topic.QUESTIONS, Topic.FAQ})
_STRONG = frozenset({Topic.WHY, Topic.JOB, Topic.QUESTIONS, Topic.FAQ})
_ALLOWED_FOREIGN = {Look.REAL: 3, Look.CAPS: 2, Look.BOLD: 2, Look.COLON: 0, Look.SHORT: 0}


class Scan:
    """The state of one article. `anchors`: the topic of each piece that may head a section.

    `implicit`: no heading announces the job description; its first parts open it.
    `titled_job`: the title says that the whole article is one. `tops`: how headings look here.
    """

    def __init__(self, pieces: list[Piece], recogniser: Recogniser, title: Piece | None) -> None:
        if 10 * sum(piece.gap for piece in pieces) < len(pieces):
            # No blank lines at all: they tell nothing.
            pieces = [replace(piece, gap=True) for piece in pieces]
        self.pieces, self.recogniser = pieces, recogniser
        self.sections: list[Section] = []
        self.job: Section | None = None
        firsts = [p for p in pieces if p.kind is Kind.HEADING and p.level == 1]
        self._top = 2 if len(firsts) == 1 else 1
        self.anchors: list[Match | None] = [None] * len(pieces)
        for at in range(len(pieces)):
            self.anchors[at] = self._anchor(at)
        topics = {match.topic for match in self.anchors if match}
        self.implicit = Topic.JOB not in topics
        self.titled_job = (
            self.implicit
            and title is not None
            and recogniser.topics(title.text) & SECTIONS == {Topic.JOB}
            and not topics & {Topic.WHAT, Topic.WHY}
        )
        self.tops = {
            look(piece)
            for piece, match in zip(pieces, self.anchors, strict=True)
            if match and match.topic not in LABELS
        }

    @property
    def current(self) -> Section | None:
        """The section that the next piece belongs to unless it opens another."""
        return self.sections[-1] if self.sections else None

    def level(self, piece: Piece) -> int:
        """A heading's level; the only one of the first level stands beside the second's."""
        return max(piece.level, self._top) if piece.level else NO_LEVEL

    def open_job(self) -> None:
        """Begins a job description that no heading announces."""
        self.job = Section(Topic.JOB)
        self.sections.append(self.job)

    def close_job(self) -> None:
        """Ends the job description; another needs a heading."""
        self.job, self.implicit = None, False

    def looks_like_heading(self, at: int) -> bool:
        """Whether a short line stands over running text, with space above it."""
        if at + 1 == len(self.pieces):
            return False
        piece, after = self.pieces[at], self.pieces[at + 1]
        before = self.pieces[at - 1] if at else None
        if look(piece) is Look.COLON or not piece.gap:
            return False
        if before is not None and look(before) is Look.SHORT and not self.anchors[at - 1]:
            return False
        return after.kind is Kind.PARAGRAPH and look(after) is Look.NONE and not after.depth

    def _stands_over_list(self, at: int) -> bool:
        after = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        return after is not None and after.kind is Kind.ITEM and not after.depth

    def stays_in_job(self, piece: Piece, match: Match) -> bool:
        """Whether a heading within reach of a job description is still part of it."""
        if match.topic in ENDS_A_JOB or self.job is None:
            return False
        inner = [s for s in self.sections if s.in_job and s.heading and s.topic not in LABELS]
        form, job = look(piece), self.job
        outer = form is job.look and (form is not Look.REAL or piece.level <= job.level)
        if match.topic not in OF_A_JOB:
            return not outer
        differs = any(s.look is not job.look or s.level > job.level for s in inner)
        seen = any(s.topic is match.topic for s in inner)
        return not (outer and (differs or (match.named and seen)))

    def _anchor(self, at: int) -> Match | None:
        """The topic of a piece that may head a section, judged alone."""
        piece = self.pieces[at]
        form = look(piece)
        if form is Look.NONE or piece.hint is not Hint.NONE:
            return None
        match = self.recogniser.recognise(piece.text)
        if match is None:
            return None
        allowed = _ALLOWED_FOREIGN[form]
        plain = form in (Look.COLON, Look.SHORT)
        if plain and match.named and match.topic in _STRONG:
            allowed = 1
        if form is Look.SHORT and match.topic is Topic.PROSE and self.looks_like_heading(at):
            allowed = 1
        if form is Look.COLON and self._stands_over_list(at):
            allowed = 1
        return match if match.foreign <= allowed else None
