"""Pieces to the Markdown of one field: paragraphs, lists, quotes, code."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from seed.articles.document import Kind, Piece
from seed.articles.marking import to_markdown
from seed.articles.placeholders import Names


def write(text: Sequence[Piece], names: Names) -> str:
    """The Markdown of pieces in order; a list of one item is written as its text."""
    pieces = _levelled(text)
    if len(pieces) == 1 and pieces[0].kind is Kind.ITEM:
        return to_markdown(pieces[0].inline, names)
    writer = _Writer(names)
    blocks = [(piece, writer.block(piece)) for piece in pieces]
    if not blocks:
        return ""
    written = [blocks[0][1]]
    for (before, _), (after, block) in pairwise(blocks):
        tight = (
            before.kind is after.kind is Kind.ITEM
            and before.depth == after.depth
            and before.numbered == after.numbered
            and before.quote == after.quote
        )
        written += ["\n" if tight else "\n\n", block]
    return "".join(written)


def _levelled(text: Sequence[Piece]) -> list[Piece]:
    """The pieces, each at most one list deeper than the item it stands in."""
    levelled: list[Piece] = []
    open_items: list[int] = []
    for piece in text:
        while open_items and open_items[-1] >= piece.depth:
            open_items.pop()
        levelled.append(replace(piece, depth=len(open_items)))
        if piece.kind is Kind.ITEM:
            open_items.append(piece.depth)
    return levelled


class _Writer:
    """Knows which list items are open: the width of the indent each gives."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.indents: list[int] = []

    def block(self, piece: Piece) -> str:
        """The lines of one piece, indented and quoted as it stands."""
        del self.indents[piece.depth :]
        indent = " " * sum(self.indents)
        lines = self._lines(piece)
        if piece.kind is Kind.ITEM:
            marker = f"{int(piece.marker)}. " if piece.numbered else "- "
            self.indents.append(len(marker))
            lines = [marker + lines[0], *(" " * len(marker) + line for line in lines[1:])]
        quote = "> " if piece.quote and not indent else ""
        return "\n".join(f"{quote}{indent}{line}".rstrip(" ") for line in lines)

    def _lines(self, piece: Piece) -> list[str]:
        if piece.kind is Kind.CODE:
            fence = "```"
            while fence in piece.text:
                fence += "`"
            return [fence, *piece.text.split("\n"), fence]
        markdown = to_markdown(piece.inline, self.names)
        if piece.kind is Kind.HEADING:
            line = re.sub(r"\\?\n", " ", markdown)
            return ["### " + re.sub(r"(?<!\\)(#+)$", r"\\\1", line)]
        return markdown.split("\n")
