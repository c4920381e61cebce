"""What an article becomes, before ids are known: parts by key and blocks that name them."""

from dataclasses import dataclass, field

from content.values.blocks import StatementKind
from content.values.ids import ContentType
from content.values.sources import InterviewQuestion, Snippet, Statement
from seed.articles.placeholders import Names


@dataclass(frozen=True)
class Part:
    """A statement, a question or a snippet that blocks use."""

    type: ContentType
    key: str
    source: Statement | InterviewQuestion | Snippet


@dataclass(frozen=True)
class PartUse:
    """A part used in a block; `answer` replaces the part's own sample answer there."""

    key: str
    answer: str = ""


@dataclass
class BlockDraft:
    """A block: `type` as in content.values.blocks, texts in the article's locale."""

    block_id: str
    type: str
    heading: str = ""
    intro: str = ""
    outro: str = ""
    body: str = ""
    kind: StatementKind | None = None
    uses: list[PartUse] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class JobDraft:
    """The job description."""

    title: str = ""
    location: str = ""
    overview: str = ""
    blocks: list[BlockDraft] = field(default_factory=list)


@dataclass(frozen=True)
class Placement:
    """A stretch of a source piece and the field it went to; `shown`: readers see it there."""

    index: int
    text: str
    field: str
    shown: bool = True


@dataclass
class Draft:
    """A whole article as content in one locale."""

    key: str
    locale: str
    role_title: str
    role_plural: str = ""
    role_summary: str = ""
    title: str = ""
    intro: str = ""
    blocks: list[BlockDraft] = field(default_factory=list)
    job: JobDraft | None = None
    parts: dict[str, Part] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    placements: list[Placement] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    """Every Markdown text by the name the account gives its field."""
    lines: dict[str, str] = field(default_factory=dict)
    """Every line of plain text, likewise."""
    notes: list[str] = field(default_factory=list)
