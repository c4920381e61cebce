"""The sections of a job description: its title, place and overview, then its parts."""

from collections.abc import Sequence

from content.values.sources import SnippetKind
from seed.articles.article import Heading, Job, Label, Notice, Part, Prose, Statements, Text
from seed.articles.document import Kind
from seed.articles.inline import Span, join
from seed.articles.interpreting.closing import notice
from seed.articles.interpreting.headings import heading_text
from seed.articles.interpreting.statements import statements
from seed.articles.outlining import Look, look
from seed.articles.sectioning import Section
from seed.articles.topics import STATEMENTS, Topic
from seed.articles.unfolding import LABEL_LEVEL
from seed.articles.vocabulary.closing import ABOUT_TEMPLATE

_HEADS = frozenset({Topic.TITLE, Topic.LOCATION, Topic.FACT})


class JobReader:
    """Takes the sections of one job description in order and gives the whole."""

    def __init__(self, opening: Section) -> None:
        self.job = Job(self._shown(opening))
        self.labels: list[Label] = []
        self._begun = False
        self._loose: Text = list(opening.body)

    def read(self, sections: Sequence[Section]) -> Job:
        """The job description of those sections."""
        explicit = any(_tells(section) for section in sections)
        self._opening(explicit or not sections, bool(sections))
        for section in sections:
            self._section(section)
        return self.job

    def _opening(self, explicit: bool, has_sections: bool) -> None:
        """Text right under the heading: about the template, or the overview itself."""
        for piece in self._loose:
            about = bool(ABOUT_TEMPLATE.search(piece.text)) and not self.job.overview
            if has_sections and (explicit or about) and not self.job.overview:
                self.job.intro.append(piece)
            else:
                self.job.overview.append(piece)

    def _section(self, section: Section) -> None:
        match section.topic:
            case Topic.TITLE | Topic.LOCATION:
                self._line(section)
            case Topic.OVERVIEW:
                self._overview(section)
            case Topic.FACT:
                self._fact(section)
            case topic if topic in STATEMENTS:
                self._statements(section)
            case Topic.DISCLAIMER:
                self._notice(section)
            case _:
                heading = self._shown(section)
                if section.label is not None:
                    heading = (section.label.but(heading_text(section.label.inline)),)
                self.job.parts.append(Prose(heading, section.body))

    def _shown(self, section: Section) -> Heading:
        if section.heading is None:
            return ()
        return (section.heading.but(heading_text(section.heading.inline)),)

    def _named(self, section: Section, field: str) -> None:
        label = section.label or section.heading
        if label is not None:
            self.labels.append(Label(label, field))

    def _line(self, section: Section) -> None:
        field = "title" if section.topic is Topic.TITLE else "location"
        if not section.body or getattr(self.job, field) is not None:
            self._fact(section)
            return
        self._named(section, f"job description: {field}")
        setattr(self.job, field, section.body[0])
        self._below(section.body[1:])

    def _below(self, pieces: Text) -> None:
        """What stands below a label and its text without a heading of its own."""
        if any(isinstance(part, Statements) for part in self.job.parts):
            self._append_facts(pieces)
        else:
            self.job.overview += pieces

    def _overview(self, section: Section) -> None:
        self._named(section, "job description: overview")
        self.job.overview += section.body

    def _fact(self, section: Section) -> None:
        """A line such as `Salary: …`, kept with its label in the facts; what is below is not."""
        label = section.label or section.heading
        if label is None:
            return
        in_table = label.level == LABEL_LEVEL and len(section.body) == 1
        if (section.label is None and not in_table) or not section.body:
            self.job.parts.append(Prose((label.but(heading_text(label.inline)),), section.body))
            return
        name = label.text.rstrip(" :–—-")
        value = section.body[0]
        spans = (Span(f"{name}:", bold=True), Span(" "), *value.inline)
        self.labels.append(Label(label, "job description: facts"))
        self._append_facts([value.but(join(spans))])
        self._below(section.body[1:])

    def _append_facts(self, pieces: Text) -> None:
        last = self.job.parts[-1] if self.job.parts else None
        if isinstance(last, Prose) and not last.heading:
            last.body += pieces
        elif pieces:
            self.job.parts.append(Prose((), list(pieces)))

    def _statements(self, section: Section) -> None:
        heading = self._shown(section)
        if section.label is not None:
            heading = (section.label.but(heading_text(section.label.inline)),)
        body, closing = _closing(section.body)
        parts, labels = statements(heading, body, section.topic, in_job=True)
        self.labels += labels
        for part in parts:
            self.job.parts.append(part)
            if isinstance(part, Statements):
                kept, notices = _notices(part.outro)
                part.outro = kept
                self.job.parts += notices
        self.job.parts += closing

    def _notice(self, section: Section) -> None:
        text = " ".join(piece.text for piece in section.body)
        kind = notice(text) or SnippetKind.DISCLAIMER
        if section.label is not None:  # `Note: …` is one paragraph with its label.
            first = section.body[0]
            spans = (*section.label.inline, Span(" "), *first.inline)
            section.body[0] = first.but(join(spans))
        heading = self._shown(section)
        part = Notice(kind, heading, section.body) if section.body else Prose(heading, [])
        self.job.parts.append(part)


def _tells(section: Section) -> bool:
    """Whether a section is the overview, or has it below the line it is named for."""
    below = section.topic in _HEADS and section.label is not None and len(section.body) > 1
    return section.topic is Topic.OVERVIEW or below


def _closing(body: Text) -> tuple[Text, list[Part]]:
    """The section without the disclaimers that stand below it."""
    pieces = list(body)
    notices: Text = []
    while pieces and _stands_apart(pieces) and notice(pieces[-1].text):
        notices.insert(0, pieces.pop())
    return (pieces, _notices(notices)[1]) if pieces else (list(body), [])


def _stands_apart(pieces: Text) -> bool:
    last = pieces[-1]
    loose = last.kind is Kind.PARAGRAPH and not last.depth and look(last) is Look.NONE
    return loose and len(pieces) > 1


def _notices(outro: Text) -> tuple[Text, list[Part]]:
    """An outro's disclaimers as parts of their own, what stands below them included."""
    kept: Text = []
    parts: list[Part] = []
    for piece in outro:
        kind = notice(piece.text)
        last = parts[-1] if parts else None
        if kind is None and last is None:
            kept.append(piece)
        elif isinstance(last, Notice) and kind in (None, last.kind):
            last.text.append(piece)
        else:
            parts.append(Notice(kind or SnippetKind.DISCLAIMER, (), [piece]))
    return kept, parts
