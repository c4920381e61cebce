"""Pieces to the text of a field, remembering which piece went where."""

from collections.abc import Sequence
from dataclasses import replace

from seed.articles.composing.draft import Draft, Placement
from seed.articles.document import Kind, Piece
from seed.articles.inline import Span, join
from seed.articles.marking import to_line
from seed.articles.problems import ArticleError
from seed.articles.writing import write

MAX_LINE = 300
MAX_MARKDOWN = 20_000


class Fields:
    """Writes fields of one draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def rich(self, text: Sequence[Piece], name: str) -> str:
        """The Markdown of a field; raises ArticleError if it is longer than a field may be."""
        if not text:
            return ""
        markdown = write(text, self._draft.names)
        if len(markdown) > MAX_MARKDOWN:
            raise ArticleError(
                f"the text at {text[0].position} would be longer than 20,000 characters as {name}"
            )
        self._draft.fields[name] = markdown
        self._place(text, name)
        return markdown

    def fits(self, pieces: Sequence[Piece]) -> bool:
        """Whether pieces can be one line, such as a heading."""
        return len(self._line(pieces)) <= MAX_LINE

    def line(self, pieces: Sequence[Piece], name: str) -> str:
        """The line of a field; a section's heading and its group's are joined by a colon."""
        line = self._line(pieces)
        if line:
            self._draft.lines[name] = line
            self._place(pieces, name)
        return line

    def label(self, piece: Piece, name: str) -> None:
        """Remembers text that is not shown because it only names a field."""
        self._draft.placements.append(Placement(piece.index, piece.text, name, False))

    def _line(self, pieces: Sequence[Piece]) -> str:
        return ": ".join(to_line(piece.inline, self._draft.names) for piece in pieces)

    def _place(self, pieces: Sequence[Piece], name: str) -> None:
        self._draft.placements += [Placement(piece.index, piece.text, name) for piece in pieces]


def as_text(pieces: Sequence[Piece]) -> list[Piece]:
    """A heading too long for a line as a bold paragraph."""
    return [
        replace(
            piece,
            kind=Kind.PARAGRAPH,
            depth=0,
            inline=join(Span(s.text, True, s.italic, s.code, s.href) for s in piece.inline),
        )
        for piece in pieces
    ]
