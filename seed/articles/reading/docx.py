"""DOCX: the body of a Word document, with lists, tables, text boxes and footnotes."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument

from seed.articles.document import Builder, Cell, Document, Kind, Table
from seed.articles.inline import plain, text_of, tidy
from seed.articles.problems import ArticleError
from seed.articles.reading.docx_runs import Runs
from seed.articles.reading.docx_styles import M, Styles, W

MAX_UNPACKED = 100 * 1024 * 1024
_TRANSPARENT = frozenset({f"{W}sdtContent", f"{W}sdt", f"{W}customXml", f"{W}ins", f"{W}moveTo"})


def read_docx(data: bytes) -> Document:
    """The pieces of a Word document; raises ArticleError if it cannot be opened."""
    _check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        return _Reader(document).read()
    except (KeyError, ValueError, OSError, AttributeError, SyntaxError) as error:
        raise ArticleError("it is a damaged DOCX file") from error
    except RecursionError:
        raise ArticleError("its content is nested too deeply") from None


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {entry.filename for entry in archive.infolist()}
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise ArticleError("it is a damaged DOCX file") from None
    if "[Content_Types].xml" not in names or not any(n.startswith("word/") for n in names):
        raise ArticleError("it is a ZIP archive, not a DOCX file")
    if size > MAX_UNPACKED:
        raise ArticleError("it unpacks to more than 100 MB")


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self.styles = Styles(document)
        self.runs = Runs(document, self.styles)
        self.body: Any = document.element.body
        self.paragraphs = 0
        self.numbers: dict[tuple[int, int], int] = {}

    def read(self) -> Document:
        """The body's pieces, then the notes it refers to."""
        builder = Builder()
        self._blocks(self.body, builder, "")
        for kind, note_id in self.runs.notes:
            for paragraph in self.styles.note(kind, note_id):
                inline = tidy(self.runs.of(paragraph).spans)
                builder.piece(Kind.NOTE, inline, f"{kind} {note_id}")
        return builder.finish()

    def _blocks(self, parent: Any, builder: Builder, place: str) -> None:
        for element in parent:
            if element.tag == f"{W}p":
                self._paragraph(element, builder, place)
            elif element.tag == f"{W}tbl":
                self._table(element, builder, place)
            elif element.tag in _TRANSPARENT:
                self._blocks(element, builder, place)
            elif element.tag == f"{M}oMathPara":
                text = "".join(node.text or "" for node in element.iter(f"{M}t"))
                builder.piece(Kind.PARAGRAPH, plain(text), place or "formula")

    def _paragraph(self, element: Any, builder: Builder, place: str) -> None:
        self.paragraphs += 1
        position = place or f"paragraph {self.paragraphs}"
        style = self.styles.paragraph(element)
        if style.contents:
            return
        found = self.runs.of(element)
        inline = tidy(found.spans)
        if text_of(inline).strip():
            if style.heading:
                builder.piece(Kind.HEADING, inline, position, level=style.heading)
            elif style.marker:
                number = self._number(style.list_id, style.depth)
                marker = "-" if style.marker == "-" else str(number)
                builder.piece(Kind.ITEM, inline, position, depth=style.depth, marker=marker)
            else:
                builder.piece(
                    Kind.PARAGRAPH, inline, position, depth=style.inner, quote=style.quote
                )
        for box in found.boxes:
            self._blocks(box, builder, f"{position}, text box")

    def _number(self, list_id: int, depth: int) -> int:
        for key in [key for key in self.numbers if key[0] == list_id and key[1] > depth]:
            del self.numbers[key]
        number = self.numbers.get((list_id, depth), 0) + 1
        self.numbers[(list_id, depth)] = number
        return number

    def _table(self, element: Any, builder: Builder, place: str) -> None:
        position = place or f"table after paragraph {self.paragraphs}"
        rows: list[tuple[Cell, ...]] = []
        for row in _within(element, f"{W}tr"):
            header = row.find(f"{W}trPr/{W}tblHeader") is not None
            cells: list[Cell] = []
            for cell in _within(row, f"{W}tc"):
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                inner = builder.nested()
                where = f"{position}, row {len(rows) + 1}, column {len(cells) + 1}"
                if merged is None or merged.get(f"{W}val") == "restart" or len(cell) > 1:
                    self._blocks(cell, inner, where)
                cells.append(builder.absorb(inner, header))
            rows.append(tuple(cells))
        builder.blocks.append(Table(tuple(rows)))


def _within(parent: Any, tag: str) -> Iterator[Any]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _TRANSPARENT:
            yield from _within(element, tag)
