"""An article understood: what each piece of it is, before it becomes content."""

from dataclasses import dataclass, field

from content.values.blocks import StatementKind
from content.values.sources import Importance, QuestionKind, SnippetKind
from seed.articles.document import Piece
from seed.articles.naming import RoleName

Text = list[Piece]
Heading = tuple[Piece, ...]
"""A block's heading: none, one line, or a section's and its group's."""


@dataclass
class Prose:
    """A section of free text."""

    heading: Heading
    body: Text


@dataclass
class Item:
    """One statement."""

    heading: Piece | None
    text: Text


@dataclass
class Statements:
    """A list of statements with the sentences around it."""

    kind: StatementKind
    heading: Heading
    intro: Text = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    outro: Text = field(default_factory=list)
    importance: Importance | None = None


@dataclass
class Asked:
    """A question and what to answer."""

    prompt: Piece
    answer: Text


@dataclass
class Questions:
    """A list of interview questions, or of a reader's questions if it is a FAQ."""

    heading: Heading
    intro: Text = field(default_factory=list)
    items: list[Asked] = field(default_factory=list)
    outro: Text = field(default_factory=list)
    kind: QuestionKind | None = None
    faq: bool = False


@dataclass
class Notice:
    """A text that many articles carry, such as a disclaimer."""

    kind: SnippetKind
    heading: Heading
    text: Text


Part = Prose | Statements | Questions | Notice


@dataclass
class Job:
    """The job description."""

    heading: Heading
    intro: Text = field(default_factory=list)
    title: Piece | None = None
    location: Piece | None = None
    overview: Text = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


@dataclass
class Label:
    """Text that says which field follows, and is not shown: `Location:`, `Answer:`."""

    piece: Piece
    names: str


@dataclass
class Article:
    """The whole of it, in order."""

    role: RoleName
    title: Piece | None
    intro: Text
    parts: list[Part | Job]
    labels: list[Label] = field(default_factory=list)
