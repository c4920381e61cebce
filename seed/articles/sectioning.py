"""An outline to sections: which piece belongs under which heading, and what that is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from seed.articles.asking import asks
from seed.articles.document import Hint, Kind, Piece
from seed.articles.inline import cut, strip
from seed.articles.outlining import Look, look
from seed.articles.recognising import Match, Recogniser
from seed.articles.topics import ENDS_A_JOB, LABELS, OF_A_JOB, STATEMENTS, Topic

_ASKED = frozenset({Topic.QUESTIONS, Topic.FAQ})
_STRONG = frozenset({Topic.WHY, Topic.JOB, Topic.QUESTIONS, Topic.FAQ})
_ALLOWED_FOREIGN = {Look.REAL: 3, Look.CAPS: 2, Look.BOLD: 2, Look.COLON: 0, Look.SHORT: 0}

_FACT = re.compile(r"[^.?!:\n]{2,40}:\s+[^\n]*[^\n.!?:]")


@dataclass
class Section:
    """A heading and what stands under it. `in_job`: part of the job description.

    `label`: what named the section and is not shown, as `Location` in `Location: Leeds`.
    """

    topic: Topic
    heading: Piece | None = None
    label: Piece | None = None
    body: list[Piece] = field(default_factory=list)
    in_job: bool = False
    look: Look = Look.NONE
    level: int = 9


@dataclass
class Sections:
    """An article in sections. `intro` stands before the first of them."""

    title: Piece | None
    intro: list[Piece]
    sections: list[Section]
    notes: list[Piece]


def divide(pieces: Sequence[Piece], recogniser: Recogniser) -> Sections:
    """The sections of an outlined article, in its order."""
    notes = [piece for piece in pieces if piece.kind is Kind.NOTE]
    rest = [piece for piece in pieces if piece.kind is not Kind.NOTE]
    title, before, rest = _title(rest, recogniser)
    return _Divider(rest, recogniser, title).divide(title, before, notes)


def _title(
    pieces: list[Piece], recogniser: Recogniser
) -> tuple[Piece | None, list[Piece], list[Piece]]:
    """The article's own title, what stands before it, and the rest."""
    for at, piece in enumerate(pieces[:6]):
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
    if ":" in text and _labelled(pieces[at], recogniser):
        return False
    match = recogniser.recognise(text)
    if match is None or match.foreign > 2 or match.topic is Topic.PROSE:
        return True
    if match.topic in LABELS:
        return False
    if len(recogniser.topics(text) & {Topic.WHY, Topic.DUTIES, Topic.JOB, Topic.QUESTIONS}) > 1:
        return True
    rest = [recogniser.recognise(p.text) for p in pieces[at + 1 :] if look(p) is not Look.NONE]
    topics = {m.topic for m in rest if m and not m.foreign}
    if match.topic is Topic.JOB:
        return bool(topics & {Topic.WHAT, Topic.WHY, Topic.JOB})
    return match.topic in topics and match.topic is not Topic.WHAT


def _labelled(piece: Piece, recogniser: Recogniser) -> Match | None:
    """The topic of a label before a colon: `Location: Leeds`, `Overview: We are …`."""
    name, colon, tail = piece.text.partition(":")
    if not colon or not tail.strip() or len(name.split()) > 4 or "\n" in name:
        return None
    match = recogniser.recognise(name)
    return match if match and not match.foreign and match.topic in OF_A_JOB else None


class _Divider:
    def __init__(self, pieces: list[Piece], recogniser: Recogniser, title: Piece | None) -> None:
        self.pieces = pieces
        self.recogniser = recogniser
        self.sections: list[Section] = []
        self.anchors: list[Match | None] = [None] * len(pieces)
        self.job: Section | None = None
        self.titled_job = False
        first_levels = [p for p in pieces if p.kind is Kind.HEADING and p.level == 1]
        gaps = sum(piece.gap for piece in pieces)
        if 10 * gaps < len(pieces):  # no blank lines at all: they tell nothing
            self.pieces = pieces = [replace(piece, gap=True) for piece in pieces]
        self.top = 2 if len(first_levels) == 1 else 1
        anchors = [self._anchor(at) for at in range(len(pieces))]
        has_job = any(m and m.topic is Topic.JOB for m in anchors)
        self.anchors = anchors
        if title is not None and not has_job:
            named = recogniser.topics(title.text)
            others = {m.topic for m in anchors if m} & {Topic.WHAT, Topic.WHY}
            self.titled_job = Topic.JOB in named and not others
        self.implicit = not has_job
        tops = [
            look(p) for p, m in zip(pieces, anchors, strict=True) if m and m.topic not in LABELS
        ]
        self.tops = set(tops)

    def divide(self, title: Piece | None, before: list[Piece], notes: list[Piece]) -> Sections:
        """All sections."""
        intro = list(before)
        for at, piece in enumerate(self.pieces):
            section = self._opened(at)
            if section is not None:
                self.sections.append(section)
            elif self.sections:
                self.sections[-1].body.append(piece)
            else:
                intro.append(piece)
        return Sections(title, intro, self.sections, notes)

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
        if form is Look.SHORT and match.topic is Topic.PROSE and self._looks_like_heading(at):
            allowed = 1
        if form in (Look.COLON, Look.SHORT) and match.named and match.topic in _STRONG:
            allowed = 1
        return match if match.foreign <= allowed else None

    @property
    def _current(self) -> Section | None:
        return self.sections[-1] if self.sections else None

    def _opened(self, at: int) -> Section | None:
        """The section that begins with a piece; None if the piece belongs to the current one."""
        piece = self.pieces[at]
        match = self.anchors[at]
        if match and self._may_open(at, match):
            return self._section(piece, match)
        if labelled := self._label(piece):
            return labelled
        if self._is_unknown_heading(at):
            return self._unknown(piece)
        return None

    def _level(self, piece: Piece) -> int:
        """A heading's level; the only one of the first level stands beside the second's."""
        return max(piece.level, self.top) if piece.level else 9

    def _may_open(self, at: int, match: Match) -> bool:
        piece, current = self.pieces[at], self._current
        form = look(piece)
        if match.topic in LABELS and not self._in_job_region(match, form):
            return False
        if match.topic is Topic.WHAT and match.foreign and form is not Look.REAL:
            return False
        if current is None:
            return True
        if not current.body and match.topic is current.topic and form > current.look:
            return False  # a caption that repeats its heading
        deeper = form is Look.REAL and current.look is Look.REAL and piece.level > current.level
        if current.topic in _ASKED:
            return self._ends_questions(at, match, current, deeper)
        if deeper and not current.in_job and current.topic is not Topic.JOB:
            strong = match.topic in ENDS_A_JOB | {Topic.JOB} or (
                match.topic is Topic.DUTIES and match.named
            )
            return strong and not match.foreign
        if form is Look.SHORT and current.topic in STATEMENTS and asks(piece.text):
            return match.named or match.topic is Topic.WHAT
        return True

    def _ends_questions(self, at: int, match: Match, current: Section, deeper: bool) -> bool:
        piece = self.pieces[at]
        if deeper or match.topic in LABELS:
            return False
        if look(piece) is Look.REAL and current.look is Look.REAL:
            return True
        allowed = 1 if match.topic is Topic.PROSE else 0
        if match.foreign > allowed or (
            look(piece) is Look.SHORT and not piece.gap and not match.named
        ):
            return False
        if asks(piece.text):
            return match.named and look(piece) is current.look and piece.text.endswith("?")
        return match.topic not in {Topic.OVERVIEW, Topic.TITLE} or look(piece) is current.look

    def _in_job_region(self, match: Match, form: Look) -> bool:
        if self.job is not None:
            return True
        if self.implicit and match.topic is Topic.TITLE:
            return form is not Look.SHORT
        return self.implicit and match.topic in {Topic.OVERVIEW, Topic.EMPLOYER, Topic.DISCLAIMER}

    def _section(self, piece: Piece, match: Match) -> Section:
        form = look(piece)
        section = Section(match.topic, piece, look=form, level=self._level(piece))
        if match.topic is Topic.JOB:
            if self.job is not None and self.sections[-1] is self.job and not self.job.body:
                section.topic, section.in_job = Topic.OVERVIEW, True
                return section
            self.job = section
            return section
        if self.job is None and self._begins_job(match):
            self._open_job()
        section.in_job = self.job is not None and self._stays_in_job(piece, match)
        if not section.in_job and self.job is not None:
            self.job = None
            self.implicit = False
        return section

    def _begins_job(self, match: Match) -> bool:
        if not self.implicit or match.topic not in OF_A_JOB:
            return False
        return self.titled_job or match.topic is Topic.TITLE

    def _open_job(self) -> None:
        self.job = Section(Topic.JOB)
        self.sections.append(self.job)

    def _stays_in_job(self, piece: Piece, match: Match) -> bool:
        if match.topic in ENDS_A_JOB:
            return False
        assert self.job is not None
        inner = [
            s for s in self.sections if s.in_job and s.heading is not None and s.topic not in LABELS
        ]
        form = look(piece)
        outer = form is self.job.look and (form is not Look.REAL or piece.level <= self.job.level)
        differs = any(s.look is not self.job.look or s.level > self.job.level for s in inner)
        if match.topic in OF_A_JOB:
            seen = any(s.topic is match.topic for s in inner)
            return not (outer and (differs or (match.named and seen)))
        return not outer

    def _label(self, piece: Piece) -> Section | None:
        """A section whose label and text share a line."""
        current = self._current
        if piece.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING) or piece.hint:
            return None
        match = _labelled(piece, self.recogniser) or self._fact(piece)
        if match is None or (current and current.topic in _ASKED):
            return None
        if self.job is None:
            if not (self.implicit and (match.topic is Topic.TITLE or self.titled_job)):
                return None
            if match.topic not in LABELS:
                return None
        elif not self._is_label_here(piece, match):
            return None
        if self.job is None:
            self._open_job()
        colon = piece.text.index(":")
        label = piece.but(cut(piece.inline, 0, colon + 1))
        section = Section(match.topic, label=label, in_job=True)
        section.body.append(piece.but(strip(cut(piece.inline, colon + 1))))
        return section

    def _fact(self, piece: Piece) -> Match | None:
        """An unknown `Label: value` among the lines at a job description's head."""
        heads = {Topic.TITLE, Topic.LOCATION, Topic.FACT}
        if self._current is None or self._current.topic not in heads or piece.depth:
            return None
        fits = _FACT.fullmatch(piece.text) and len(piece.text.split()) <= 16
        return Match(Topic.FACT, 0, False) if fits else None

    def _is_label_here(self, piece: Piece, match: Match) -> bool:
        current = self._current
        listed = current is not None and current.topic in STATEMENTS and bool(current.body)
        if match.topic in LABELS:
            if listed and piece.kind is Kind.ITEM:
                return False
            return match.topic is not Topic.FACT or not listed or not piece.depth
        marked = listed and current is not None and any(p.kind is Kind.ITEM for p in current.body)
        return piece.kind is Kind.PARAGRAPH and (not listed or marked)

    def _unknown(self, piece: Piece) -> Section:
        section = Section(Topic.PROSE, piece, look=look(piece), level=self._level(piece))
        if self.job is not None:
            section.in_job = self._stays_in_job(piece, Match(Topic.PROSE, 0, False))
            if not section.in_job:
                self.job, self.implicit = None, False
        return section

    def _is_unknown_heading(self, at: int) -> bool:
        """Whether a line heads a section of a topic nobody foresaw."""
        piece, current = self.pieces[at], self._current
        form = look(piece)
        if form is Look.NONE or piece.hint or at + 1 == len(self.pieces):
            return False
        if form in (Look.COLON, Look.SHORT) and not self._looks_like_heading(at):
            return False
        if form is not Look.REAL and form not in self.tops:
            return False
        if current is None:
            return True
        if form is Look.REAL and current.look is Look.REAL and piece.level > current.level:
            return current.topic is Topic.JOB or (current.in_job and piece.level <= self._inner())
        if current.topic in _ASKED and (asks(piece.text) or not self._closes_questions(at)):
            return False
        if current.topic in STATEMENTS:
            return not self._claimed(at, current)
        return True

    def _inner(self) -> int:
        return min((s.level for s in self.sections if s.in_job and s.level < 9), default=9)

    def _looks_like_heading(self, at: int) -> bool:
        if at + 1 == len(self.pieces):
            return False
        piece, after = self.pieces[at], self.pieces[at + 1]
        before = self.pieces[at - 1] if at else None
        if look(piece) is Look.COLON or not piece.gap:
            return False
        if before is not None and look(before) is Look.SHORT and not self.anchors[at - 1]:
            return False
        return after.kind is Kind.PARAGRAPH and look(after) is Look.NONE and not after.depth

    def _closes_questions(self, at: int) -> bool:
        """Whether no question follows a heading among questions before the next section."""
        for piece, match in zip(self.pieces[at + 1 :], self.anchors[at + 1 :], strict=True):
            if match and not asks(piece.text):
                break
            if asks(piece.text) and (piece.kind is not Kind.PARAGRAPH or look(piece) < Look.NONE):
                return False
        return True

    def _claimed(self, at: int, current: Section) -> bool:
        """Whether a heading is one of the statements of the current section, not its end."""
        form = look(self.pieces[at])
        if any(p.kind is Kind.ITEM and not p.depth for p in current.body):
            return False
        piece = self.pieces[at]
        alike = [p for p in current.body if look(p) is form]
        if form is Look.REAL and current.look is Look.REAL and self._level(piece) <= current.level:
            return not current.body or any(p.level == piece.level for p in alike)
        if alike:
            return True
        if not current.body and form is not Look.SHORT:
            return True
        return self._alike_ahead(at, form)

    def _alike_ahead(self, at: int, form: Look) -> bool:
        """Whether another heading like this one, with text alone between, follows."""
        for offset in range(at + 1, len(self.pieces)):
            piece = self.pieces[offset]
            if self.anchors[offset] and not self.anchors[offset].foreign:  # type: ignore[union-attr]
                return False
            if piece.kind is Kind.ITEM:
                return False
            if look(piece) is form and offset > at + 1:
                return True
        return False
