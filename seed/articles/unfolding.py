"""Tables to pieces: questions and answers, labels and values, or items with what they say."""

import re
from collections.abc import Sequence
from dataclasses import replace

from seed.articles.asking import asks
from seed.articles.document import Block, Cell, Hint, Kind, Piece, Table
from seed.articles.inline import Span, join
from seed.articles.recognising import Recogniser, normalise
from seed.articles.topics import OF_A_JOB

LABEL_LEVEL = 5
_QUESTION = re.compile(r"^(?:\w+ )*(?:questions?|frage[n]?|prompt)$|^what to ask|^ask$")
_ANSWER = re.compile(r"answer|antwort|response|listen for|look for|what .* hear|reply")
_COUNT = re.compile(r"(?:no|nr|number|#|nummer|num)?\.?$|^\W*\d{1,3}\W*$")

Row = tuple[Cell, ...]


def unfold(blocks: Sequence[Block], recogniser: Recogniser) -> list[Piece]:
    """All pieces in reading order, those of tables given the part their table says they have."""
    pieces: list[Piece] = []
    for block in blocks:
        if isinstance(block, Piece):
            pieces.append(block)
        else:
            pieces += _table(block, recogniser)
    return pieces


def _table(table: Table, recogniser: Recogniser) -> list[Piece]:
    rows = [row for row in table.rows if any(cell.pieces for cell in row)]
    filled = [column for column in range(max(map(len, rows), default=0)) if _filled(rows, column)]
    if not rows:
        return []
    if _is_layout(rows, filled, recogniser):
        return [piece for row in rows for cell in row for piece in cell.pieces]
    counts = [c for c in filled if len(filled) > 2 and _is_count(rows, c)]
    filled = [column for column in filled if column not in counts]
    counted = [_label(p) for row in rows for c in counts if c < len(row) for p in row[c].pieces]
    header, rows = _header(rows, filled, recogniser)
    asked = _asked_column(header, rows, filled)
    if asked is not None:
        shown = _questions(header, rows, filled, asked)
    elif _is_labels(rows, filled, recogniser):
        shown = _labels(rows, filled)
    else:
        shown = _items(header, rows, filled)
    titles = [_label(p) for cell in header for p in cell.pieces]
    return [*counted, *titles, *shown]


def _filled(rows: Sequence[Row], column: int) -> bool:
    return any(column < len(row) and row[column].pieces for row in rows)


def _is_count(rows: Sequence[Row], column: int) -> bool:
    texts = [row[column].text.strip().casefold() for row in rows if column < len(row)]
    return all(_COUNT.match(text) for text in texts)


def _is_layout(rows: Sequence[Row], filled: list[int], recogniser: Recogniser) -> bool:
    if len(filled) < 2:
        return True
    cells = [cell for row in rows for cell in row]
    if any(piece.kind is Kind.HEADING for cell in cells for piece in cell.pieces):
        return True
    if len(rows) > 1:
        return False
    first = recogniser.recognise(rows[0][filled[0]].text)
    return not (first and first.topic in OF_A_JOB and not first.foreign)


def _header(rows: list[Row], filled: list[int], recogniser: Recogniser) -> tuple[Row, list[Row]]:
    first = rows[0]
    if len(rows) < 2:
        return (), rows
    names = [normalise(first[c].text) for c in filled if c < len(first)]
    named = any(_QUESTION.match(name) for name in names) and len(names) > 1
    told = all(cell.header for cell in first if cell.pieces)
    if told and len(filled) == 2 and (match := recogniser.recognise(names[0])):
        told = match.topic not in OF_A_JOB or bool(match.foreign) or _all_headers(rows)
    short = all(len(name.split()) <= 6 and not name.endswith("?") for name in names)
    return (first, rows[1:]) if (told or named) and short else ((), rows)


def _all_headers(rows: Sequence[Row]) -> bool:
    return not any(cell.header for row in rows[1:] for cell in row)


def _asked_column(header: Row, rows: Sequence[Row], filled: list[int]) -> int | None:
    for column in filled:
        if column < len(header) and _QUESTION.match(normalise(header[column].text)):
            return column
    for column in filled[:2]:
        texts = [row[column].text for row in rows if column < len(row) and row[column].pieces]
        if len(texts) > 1 and sum(map(asks, texts)) >= 0.6 * len(texts):
            return column
    return None


def _questions(header: Row, rows: Sequence[Row], filled: list[int], asked: int) -> list[Piece]:
    pieces: list[Piece] = []
    for row in rows:
        first = True
        for piece in row[asked].pieces if asked < len(row) else ():
            hint = Hint.QUESTION if first else Hint.ANSWER
            pieces.append(
                replace(piece, kind=Kind.ITEM, marker="1", depth=0, hint=hint)
                if first
                else replace(piece, depth=piece.depth + 1, hint=hint)
            )
            first = False
        for column in filled:
            if column == asked or column >= len(row):
                continue
            name = header[column].text if column < len(header) else ""
            told = "" if _is_answer(name) else name
            pieces += [
                replace(p, depth=p.depth + 1, hint=Hint.ANSWER)
                for p in _told(row[column].pieces, told)
            ]
    return pieces


def _is_answer(name: str) -> bool:
    return bool(re.search(r"answer|antwort|response|reply", name.casefold()))


def _told(pieces: Sequence[Piece], name: str) -> list[Piece]:
    """The pieces of a cell, its column's name set before the first."""
    if not name.strip() or not pieces:
        return list(pieces)
    spans = (Span(f"{name.strip().rstrip(':')}: ", bold=True), *pieces[0].inline)
    return [pieces[0].but(join(spans)), *pieces[1:]]


def _is_labels(rows: Sequence[Row], filled: list[int], recogniser: Recogniser) -> bool:
    if len(filled) != 2:
        return False
    matches = [recogniser.recognise(row[filled[0]].text) for row in rows if row[filled[0]].pieces]
    known = [m for m in matches if m and m.topic in OF_A_JOB and not m.foreign]
    return 2 * len(known) >= len(matches) > 0 and len(known) >= min(2, len(rows))


def _labels(rows: Sequence[Row], filled: list[int]) -> list[Piece]:
    pieces: list[Piece] = []
    for row in rows:
        for number, column in enumerate(filled):
            for piece in row[column].pieces if column < len(row) else ():
                if number == 0:
                    piece = replace(piece, kind=Kind.HEADING, level=LABEL_LEVEL, marker="")
                pieces.append(piece)
    return pieces


def _items(header: Row, rows: Sequence[Row], filled: list[int]) -> list[Piece]:
    pieces: list[Piece] = []
    for row in rows:
        started = False
        for number, column in enumerate(filled):
            cell = row[column].pieces if column < len(row) else ()
            name = header[column].text if column < len(header) and len(filled) > 2 else ""
            for piece in _told(cell, name if number else ""):
                if started:
                    pieces.append(replace(piece, depth=piece.depth + 1))
                else:
                    bold = join(replace(span, bold=True) for span in piece.inline)
                    pieces.append(replace(piece, kind=Kind.ITEM, marker="-", depth=0, inline=bold))
                    started = True
    return pieces


def _label(piece: Piece) -> Piece:
    return replace(piece, hint=Hint.LABEL, kind=Kind.PARAGRAPH)
