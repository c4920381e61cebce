"""List markers that an author typed into paragraphs and headings: taken off, made items."""

import re
from dataclasses import replace

from seed.articles.document import Block, Cell, Document, Kind, Piece, Table
from seed.articles.inline import Inline, Span, cut, lines, strip, text_of
from seed.articles.reading.markers import Depths, Markers

_RULE = re.compile(r"\s*([-=_*~#.+•–—])(?:\s*\1){2,}\s*")


def find_hand_lists(document: Document) -> Document:
    """The document with `1.`, `•` and their like taken off its text and told as markers."""
    texts = [
        text_of(line)
        for piece in document.pieces()
        if piece.kind is not Kind.CODE
        for line in lines(piece.inline)
    ]
    return Document(_over(document.blocks, Markers(texts), Depths()))


def _over(blocks: tuple[Block, ...], markers: Markers, depths: Depths) -> tuple[Block, ...]:
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            found.append(_table(block, markers))
            depths.stack.clear()
        elif block.kind is Kind.PARAGRAPH and _RULE.fullmatch(block.text):
            depths.stack.clear()  # a line drawn with characters
        elif block.kind is Kind.PARAGRAPH:
            found += _paragraph(block, markers, depths)
        else:
            depths.stack.clear()
            found.append(_unmarked(block, markers))
    return tuple(found)


def _table(table: Table, markers: Markers) -> Table:
    def cell(cell: Cell) -> Cell:
        inner = _over(cell.pieces, markers, Depths())
        return replace(cell, pieces=tuple(p for p in inner if isinstance(p, Piece)))

    return Table(tuple(tuple(cell(c) for c in row) for row in table.rows))


def _unmarked(piece: Piece, markers: Markers) -> Piece:
    """A heading or an item without a marker that repeats what it already is."""
    if piece.kind in (Kind.CODE, Kind.NOTE):
        return piece
    marker = markers.find(piece.text)
    if marker is None or (piece.kind is Kind.HEADING and marker.number == "-"):
        return piece
    number = piece.marker if marker.number == "-" else marker.number
    return replace(piece, inline=strip(cut(piece.inline, marker.length)), marker=number)


def _paragraph(piece: Piece, markers: Markers, depths: Depths) -> list[Piece]:
    parts = [p for p in lines(piece.inline) if p and not _RULE.fullmatch(text_of(p))]
    marked = [markers.find(text_of(part)) for part in parts]
    if not any(marked):
        depths.stack.clear()
        return [piece]
    found: list[Piece] = []
    gathered = piece.but(())
    for part, marker in zip(parts, marked, strict=True):
        if marker is None and not found and not gathered.inline:
            gathered = replace(piece, inline=part)
            continue
        if marker is None and gathered.kind is Kind.ITEM and _is_new(gathered, part):
            found.append(gathered)
            gathered = replace(piece, inline=part, gap=False)
            continue
        if marker is None:
            joined = (*gathered.inline, Span("\n"), *part) if gathered.inline else part
            gathered = gathered.but(joined)
            continue
        if gathered.inline:
            found.append(gathered)
        depth = piece.depth + depths.item(0, marker, False)
        inline = strip(cut(part, marker.length))
        gathered = replace(
            piece, kind=Kind.ITEM, inline=inline, depth=depth, marker=marker.number, gap=not found
        )
    return [*found, gathered]


def _is_new(item: Piece, line: Inline) -> bool:
    """Whether a line without a marker begins a paragraph of its own below an item."""
    text = text_of(line)
    if text.endswith(":") and len(text.split()) <= 6:
        return True
    return item.text.endswith((".", "!", "?", ":")) and text[0].isupper()
