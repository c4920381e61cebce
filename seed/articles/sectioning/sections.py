"""What dividing an article gives."""

from dataclasses import dataclass, field

from seed.articles.document import Piece
from seed.articles.outlining import Look
from seed.articles.topics import Topic

NO_LEVEL = 9
"""The level of a section whose heading is not marked as one: below all that are."""


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
    level: int = NO_LEVEL


@dataclass
class Sections:
    """An article in sections. `intro` stands before the first of them."""

    title: Piece | None
    intro: list[Piece]
    sections: list[Section]
    notes: list[Piece]
