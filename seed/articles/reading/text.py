"""Plain text: lines to paragraphs and list items, underlines to headings, columns to tables."""

import re
from dataclasses import dataclass

from seed.articles.document import Builder, Document, Kind
from seed.articles.inline import plain, tidy
from seed.articles.reading.cleaning import clean
from seed.articles.reading.markers import Depths, Marker, Markers
from seed.articles.reading.wrapping import goes_on, margin

_RULE = re.compile(r"\s*([-=_*~#.+•–—])(?:\s*\1){2,}\s*$")
_UNDERLINE = re.compile(r"\s*(=|-|~){3,}\s*$")
_PIPES = re.compile(r"\s*\|(.+)\|\s*$")
_PIPE_RULE = re.compile(r"\s*\|?[\s:|+-]*-{2,}[\s:|+-]*\|?\s*$")


@dataclass
class Line:
    """One line: its number in the file, its indent, its text without marker."""

    number: int
    indent: int
    text: str
    gap: bool
    marker: Marker | None = None
    underline: str = ""


def read_text(text: str) -> Document:
    """The pieces of a plain text; nothing in it is taken for Markdown."""
    lines = _lines(clean(text))
    markers = Markers(line.text for line in lines)
    for line in lines:
        line.marker = markers.find(line.text)
        if line.marker:
            line.text = line.text[line.marker.length :]
    builder, depths = Builder(), Depths()
    width = margin(_paragraphs(lines))
    at = 0
    while at < len(lines):
        rows = _table(lines, at)
        if rows:
            _add_table(builder, lines[at : at + rows])
            depths.stack.clear()
            at += rows
            continue
        at = _add(builder, depths, lines, at, width)
    return builder.finish()


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    gap = True
    for number, raw in enumerate(text.split("\n"), 1):
        expanded = raw.expandtabs(4).rstrip()
        stripped = expanded.strip()
        if not stripped:
            gap = True
            continue
        if _RULE.match(stripped):
            underline = _UNDERLINE.match(stripped)
            if underline and lines and not gap and len(lines[-1].text) <= 110:
                lines[-1].underline = underline[1]
            gap = True
            continue
        kept = raw.strip() if "\t" in raw.strip() or "|" in stripped else stripped
        lines.append(Line(number, len(expanded) - len(expanded.lstrip()), kept, gap))
        gap = False
    return lines


def _paragraphs(lines: list[Line]) -> list[list[str]]:
    paragraphs: list[list[str]] = []
    for line in lines:
        if line.gap or line.marker or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line.text)
    return paragraphs


def _add(builder: Builder, depths: Depths, lines: list[Line], at: int, width: int) -> int:
    """Adds the piece that begins at that line; the index of the line after it."""
    first = lines[at]
    text, last = first.text, first
    at += 1
    while at < len(lines) and not last.underline and not first.underline:
        after = lines[at]
        if after.gap or after.marker or not goes_on(last.text, after.text, width):
            break
        if after.underline:
            break
        text, last = f"{text} {after.text}", after
        at += 1
    position = f"line {first.number}"
    inline = tidy(plain(text))
    underline = last.underline or first.underline
    if underline and not first.marker:
        depths.stack.clear()
        level = 1 if underline == "=" else 2
        builder.piece(Kind.HEADING, inline, position, level=level)
    elif first.marker:
        depth = depths.item(first.indent, first.marker, first.gap)
        builder.piece(
            Kind.ITEM, inline, position, depth=depth, marker=first.marker.number, gap=first.gap
        )
    else:
        depth = depths.paragraph(first.indent)
        builder.piece(Kind.PARAGRAPH, inline, position, depth=depth, gap=first.gap)
    return at


def _columns(line: Line) -> list[str]:
    if match := _PIPES.match(line.text):
        return [part.strip() for part in re.split(r"(?<!\\)\|", match[1])]
    return [part.strip() for part in re.split(r"\t+", line.text)]


def _table(lines: list[Line], at: int) -> int:
    """How many lines from here on are rows of one table; 0 unless there are two or more."""
    if lines[at].marker:
        return 0
    piped = bool(_PIPES.match(lines[at].text))
    width = len(_columns(lines[at]))
    if width < 2:
        return 0
    count = 0
    for line in lines[at:]:
        if line.marker or (line.gap and count and not piped):
            break
        if piped and _PIPE_RULE.match(line.text):
            count += 1
        elif bool(_PIPES.match(line.text)) != piped or len(_columns(line)) != width:
            break
        else:
            count += 1
    return count if count > 1 else 0


def _add_table(builder: Builder, lines: list[Line]) -> None:
    ruled = len(lines) > 1 and bool(_PIPE_RULE.match(lines[1].text))
    builder.table(
        [
            (f"line {line.number}", [tidy(plain(text)) for text in _columns(line)])
            for line in lines
            if not _PIPE_RULE.match(line.text)
        ],
        header=ruled,
    )
