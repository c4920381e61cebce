"""Files to documents: one reader a format, and the checks every file passes first."""

import re
from pathlib import Path

from seed.articles.document import Document
from seed.articles.problems import ArticleError
from seed.articles.reading.contents import without_contents
from seed.articles.reading.decoding import decode
from seed.articles.reading.docx import read_docx
from seed.articles.reading.hand_lists import find_hand_lists
from seed.articles.reading.html import read_html
from seed.articles.reading.markdown import read_markdown
from seed.articles.reading.text import read_text

MAX_BYTES = 10 * 1024 * 1024
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN_HEADINGS = (
    re.compile(r"^#{1,6} +\S", re.MULTILINE),
    re.compile(r"^\*\*[^*\n]+\*\*:?[ \t\r]*$", re.MULTILINE),
)
MIN_HEADINGS = 3
_FOREIGN = {
    b"%PDF": "it is a PDF; save it as DOCX, HTML or text",
    b"{\\rtf": "it is an RTF file; save it as DOCX",
    b"\xd0\xcf\x11\xe0": "it is encrypted or an old Word file; save it as DOCX without password",
}


def read_file(path: Path) -> Document:
    """The article in a file; raises ArticleError with one sentence if there is none to read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise ArticleError("it is a folder, not a file") from None
    except FileNotFoundError:
        raise ArticleError("there is no such file") from None
    except OSError as error:
        raise ArticleError(f"it cannot be read: {error.strerror or error}") from None
    return read_bytes(data, path.suffix)


def read_bytes(data: bytes, suffix: str) -> Document:
    """The article in the bytes of a file whose name ends in `suffix`."""
    if len(data) > MAX_BYTES:
        raise ArticleError("it is larger than 10 MB")
    if not data.strip():
        raise ArticleError("it is empty")
    for beginning, sentence in _FOREIGN.items():
        if data.startswith(beginning):
            raise ArticleError(sentence)
    document = _read(data, suffix.lower())
    if not document.blocks or not any(piece.text.strip() for piece in document.pieces()):
        raise ArticleError("it holds no text")
    return document


def _read(data: bytes, suffix: str) -> Document:
    if data.startswith(b"PK\x03\x04"):
        return find_hand_lists(read_docx(data))
    if suffix == ".docx":
        raise ArticleError("it is not a DOCX file although its name says so")
    text = decode(data, is_html=suffix in _HTML)
    if suffix in _HTML or (suffix not in _MARKDOWN and _looks_like_html(text)):
        return find_hand_lists(without_contents(read_html(text)))
    if suffix in _MARKDOWN or _is_markdown(text):
        return find_hand_lists(without_contents(read_markdown(text)))
    return read_text(text)


def _is_markdown(text: str) -> bool:
    """Whether a text without that suffix is Markdown all the same: its headings are."""
    return any(len(pattern.findall(text)) >= MIN_HEADINGS for pattern in _MARKDOWN_HEADINGS)


def _looks_like_html(text: str) -> bool:
    start = text.lstrip("\ufeff \t\r\n")[:200].lower()
    return start.startswith(("<!doctype html", "<html", "<?xml")) and "<" in start[1:]
