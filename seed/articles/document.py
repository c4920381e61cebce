"""What every reader makes of a file: pieces of text in reading order, each with its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from seed.articles.inline import Inline, text_of


class Kind(StrEnum):
    """What a piece of an article is."""

    HEADING = "HEADING"
    PARAGRAPH = "PARAGRAPH"
    ITEM = "ITEM"
    CODE = "CODE"
    NOTE = "NOTE"


class Hint(StrEnum):
    """What the shape of a table or a label already says about a piece."""

    NONE = ""
    LABEL = "LABEL"
    QUESTION = "QUESTION"
    ANSWER = "ANSWER"


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading, list item or table cell of the article.

    `depth` counts the lists around it: an item of an outer list has 0, what stands inside
    that item has 1. `marker` is `-` or the item's number. `gap`: a blank line stands before.
    `index` numbers the source's pieces; parts cut from one keep its index.
    """

    index: int
    kind: Kind
    inline: Inline
    position: str
    level: int = 0
    depth: int = 0
    marker: str = ""
    gap: bool = True
    quote: bool = False
    hint: Hint = Hint.NONE

    @property
    def text(self) -> str:
        """The characters alone."""
        return text_of(self.inline)

    @property
    def numbered(self) -> bool:
        """Whether it is an item with a number or a letter."""
        return self.kind is Kind.ITEM and self.marker != "-"

    def but(self, inline: Inline) -> "Piece":
        """The same piece with other text: a part of it."""
        return replace(self, inline=inline)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: the pieces in it."""

    pieces: tuple[Piece, ...]
    header: bool = False

    @property
    def text(self) -> str:
        """Its text, pieces on lines of their own."""
        return "\n".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Piece | Table


@dataclass(frozen=True, slots=True)
class Document:
    """An article as read: what a reader would see, in order, and nothing else."""

    blocks: tuple[Block, ...]

    def pieces(self) -> tuple[Piece, ...]:
        """Every piece, those in cells included, in reading order."""
        found: list[Piece] = []
        for block in self.blocks:
            if isinstance(block, Piece):
                found.append(block)
            else:
                found += [p for row in block.rows for cell in row for p in cell.pieces]
        return tuple(found)


@dataclass
class Builder:
    """Collects the blocks of a document and numbers its pieces."""

    blocks: list[Block] = field(default_factory=list)
    count: int = 0

    def piece(
        self,
        kind: Kind,
        inline: Inline,
        position: str,
        *,
        level: int = 0,
        depth: int = 0,
        marker: str = "",
        gap: bool = True,
        quote: bool = False,
    ) -> None:
        """Adds a piece, unless nothing of it can be seen."""
        if not text_of(inline).strip():
            return
        self.blocks.append(
            Piece(self.count, kind, inline, position, level, depth, marker, gap, quote)
        )
        self.count += 1

    def nested(self) -> "Builder":
        """A builder for what stands in a cell; give it back to `absorb`."""
        return Builder(count=self.count)

    def absorb(self, inner: "Builder", header: bool = False) -> Cell:
        """A cell of what the nested builder collected; a table within is read row by row."""
        self.count = inner.count
        return Cell(Document(tuple(inner.blocks)).pieces(), header)

    def table(self, rows: Sequence[tuple[str, Sequence[Inline]]], *, header: bool) -> None:
        """Adds a table of one-paragraph cells: each row is its position and its cells."""
        built: list[tuple[Cell, ...]] = []
        for number, (position, cells) in enumerate(rows):
            row: list[Cell] = []
            for column, inline in enumerate(cells, 1):
                inner = self.nested()
                inner.piece(Kind.PARAGRAPH, inline, f"{position}, column {column}")
                row.append(self.absorb(inner, header and number == 0))
            built.append(tuple(row))
        self.blocks.append(Table(tuple(built)))

    def finish(self) -> Document:
        """The document so far."""
        return Document(tuple(self.blocks))
