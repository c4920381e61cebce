"""The runs of a Word paragraph: text, formats, links, breaks, and what hangs on them."""

from dataclasses import dataclass, field, replace
from typing import Any

from docx.document import Document as WordDocument

from seed.articles.inline import Span
from seed.articles.reading.cleaning import clean
from seed.articles.reading.docx_styles import M, Styles, W, is_on
from seed.articles.reading.html import is_link

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_UNSEEN = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{_MC}Fallback"})
_SYMBOL_FONTS = frozenset({"Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"})


@dataclass
class Found:
    """A paragraph's text and the text boxes anchored in it."""

    spans: list[Span] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


@dataclass
class _Fields:
    """The complex fields open at a run: their instructions and the link they make."""

    stack: list[list[str]] = field(default_factory=list)

    def begin_or_end(self, kind: str) -> None:
        if kind == "begin":
            self.stack.append(["", "instruction"])
        elif kind == "separate" and self.stack:
            self.stack[-1][1] = "result"
        elif kind == "end" and self.stack:
            self.stack.pop()

    @property
    def href(self) -> str:
        for instruction, _ in reversed(self.stack):
            words = instruction.split('"')
            if instruction.strip().upper().startswith("HYPERLINK") and len(words) > 1:
                return words[1] if is_link(words[1]) else ""
        return ""

    @property
    def unseen(self) -> bool:
        return any(part == "instruction" for _, part in self.stack)


class Runs:
    """Reads paragraphs; remembers the notes they refer to, in order."""

    def __init__(self, document: WordDocument, styles: Styles) -> None:
        self._links = {
            key: relation.target_ref
            for key, relation in document.part.rels.items()
            if relation.is_external
        }
        self._styles = styles
        self.notes: list[tuple[str, str]] = []

    def of(self, paragraph: Any) -> Found:
        """The spans and text boxes of a paragraph element."""
        found = Found()
        like = self._styles.format_of(paragraph)
        self._inner(paragraph, like, _Fields(), found)
        return found

    def _inner(self, parent: Any, like: Span, fields: _Fields, found: Found) -> None:
        for element in parent:
            tag = element.tag
            if tag in _UNSEEN:
                continue
            if tag == f"{W}r":
                self._run(element, like, fields, found)
            elif tag == f"{W}hyperlink":
                target = self._links.get(element.get(f"{_R}id", ""), "")
                linked = replace(like, href=target if is_link(target) else "")
                self._inner(element, linked, fields, found)
            elif tag == f"{M}t":
                found.spans.append(replace(like, text=clean(element.text or "")))
            elif isinstance(tag, str):
                self._inner(element, like, fields, found)

    def _run(self, run: Any, like: Span, fields: _Fields, found: Found) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and is_on(properties, "vanish"):
            return
        like = self._styles.run_format(properties, like)
        for element in run:
            tag = element.tag
            if tag == f"{W}fldChar":
                fields.begin_or_end(element.get(f"{W}fldCharType", ""))
            elif tag == f"{W}instrText":
                if fields.stack:
                    fields.stack[-1][0] += element.text or ""
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = tag.removeprefix(W).removesuffix("Reference")
                self.notes.append((kind, element.get(f"{W}id", "")))
            elif tag in (f"{W}drawing", f"{W}pict", f"{_MC}AlternateContent"):
                found.boxes += _boxes(element)
            elif not fields.unseen:
                text = _text(element)
                if text:
                    href = fields.href or like.href
                    found.spans.append(replace(like, text=text, href=href))


def _text(element: Any) -> str:
    match element.tag.removeprefix(W) if isinstance(element.tag, str) else "":
        case "t":
            return clean(element.text or "")
        case "br":
            return " " if element.get(f"{W}type") in ("page", "column") else "\n"
        case "cr":
            return "\n"
        case "tab" | "ptab":
            return "\t"
        case "noBreakHyphen":
            return "-"
        case "sym":
            if element.get(f"{W}font") in _SYMBOL_FONTS:
                return "•"
            return clean(chr(int(element.get(f"{W}char", "20"), 16)))
    return ""


def _boxes(element: Any) -> list[Any]:
    """The contents of text boxes, each once although Word stores it twice."""
    if element.tag == f"{_MC}Fallback":
        return []
    if element.tag == f"{W}txbxContent":
        return [element]
    return [box for child in element for box in _boxes(child)]
