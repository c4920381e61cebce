"""Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, Windows-1252."""

import codecs
import re

from seed.articles.problems import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes, *, is_html: bool = False) -> str:
    """The text of a file; raises ArticleError if it is none in an encoding known here."""
    try:
        text = data.decode(_encoding(data, is_html))
    except UnicodeDecodeError:
        raise ArticleError("it is not text in UTF-8, UTF-16 or Windows-1252") from None
    strange = len(_CONTROL.findall(text))
    if strange > max(2, len(text) // 500) or "\x00" in text:
        raise ArticleError("it is a binary file, not text, Markdown, HTML or DOCX")
    return text


def _encoding(data: bytes, is_html: bool) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\x00" in data:
        return _wide(data)
    if is_html and (found := _META.search(data[:2048])):
        name = found[1].decode("ascii")
        if _is_known(name) and _decodes(data, name):
            return name
    return "utf-8" if _decodes(data, "utf-8") else "cp1252"


def _wide(data: bytes) -> str:
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) / 2
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    raise ArticleError("it is a binary file, not text, Markdown, HTML or DOCX")


def _is_known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
