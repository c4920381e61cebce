"""What Word's styles and numbering say of a paragraph: heading, list item, bold by style."""

import re
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from seed.articles.inline import Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
_LIST = re.compile(r"list (bullet|number|continue)(?: (\d))?$", re.IGNORECASE)


def is_on(properties: Any, name: str) -> bool:
    """Whether a switch such as `w:b` is set among the properties."""
    element = properties.find(f"{W}{name}")
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "none", "off")


@dataclass(frozen=True)
class Style:
    """A paragraph's part in the document. `depth` and `inner` as in `Piece.depth`."""

    heading: int = 0
    marker: str = ""
    list_id: int = 0
    depth: int = 0
    inner: int = 0
    quote: bool = False
    contents: bool = False


class Styles:
    """The styles, the numbering and the notes of one Word document."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = {
            element.get(f"{W}styleId"): element
            for element in document.styles.element.findall(f"{W}style")
        }
        self._default = next(
            (
                key
                for key, element in self._styles.items()
                if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") == "1"
            ),
            None,
        )
        self._levels = _numbering(document)
        self._notes = {kind: _notes(document, kind) for kind in ("footnote", "endnote")}

    def note(self, kind: str, note_id: str) -> list[Any]:
        """The paragraphs of a footnote or an endnote."""
        return self._notes[kind].get(note_id, [])

    def paragraph(self, element: Any) -> Style:
        """What a paragraph is."""
        properties = element.find(f"{W}pPr")
        chain = self._chain(_value(properties, "pStyle") or self._default)
        name = _value(chain[0], "name") if chain else ""
        if name.lower().startswith("toc "):
            return Style(contents=True)
        if name.lower() == "title":
            return Style(heading=1)
        if match := next(filter(None, (_HEADING.match(_value(s, "name")) for s in chain)), None):
            return Style(heading=min(int(match[1]), 6))
        sources = [properties, *(style.find(f"{W}pPr") for style in chain)]
        outline = next((v for s in sources if (v := _value(s, "outlineLvl"))), "")
        if outline.isdigit() and int(outline) < 6:
            return Style(heading=int(outline) + 1)
        return self._listed(name, sources, quote="quote" in name.lower())

    def _listed(self, name: str, sources: list[Any], quote: bool) -> Style:
        by_name = _LIST.match(name)
        depth = int(by_name[2] or 1) - 1 if by_name else 0
        if by_name and by_name[1].lower() == "continue":
            return Style(inner=depth + 1)
        numbering = next(
            (n for s in sources if s is not None and (n := s.find(f"{W}numPr")) is not None), None
        )
        list_id = _number(numbering, "numId")
        if numbering is None or not list_id:
            if by_name and numbering is None:
                return Style(marker="-" if by_name[1].lower() == "bullet" else "1", depth=depth)
            return Style(quote=quote)
        level = _number(numbering, "ilvl")
        form = self._levels.get((list_id, level), "bullet")
        if form == "none":
            return Style(quote=quote, inner=level)
        marker = "-" if form == "bullet" else "1"
        return Style(marker=marker, list_id=list_id, depth=max(level, depth))

    def format_of(self, paragraph: Any) -> Span:
        """The format its style gives to all text of a paragraph; a heading's is plain."""
        chain = self._chain(_value(paragraph.find(f"{W}pPr"), "pStyle") or self._default)
        if self.paragraph(paragraph).heading:
            return Span("")
        return self._apply(reversed([s.find(f"{W}rPr") for s in chain]), Span(""))

    def run_format(self, properties: Any, like: Span) -> Span:
        """A run's own format on top of its paragraph's."""
        if properties is None:
            return like
        chain = self._chain(_value(properties, "rStyle"))
        layers = [*reversed([style.find(f"{W}rPr") for style in chain]), properties]
        return self._apply(layers, like)

    def _apply(self, layers: Any, like: Span) -> Span:
        bold, italic = like.bold, like.italic
        for layer in layers:
            if layer is None:
                continue
            if layer.find(f"{W}b") is not None:
                bold = is_on(layer, "b")
            if layer.find(f"{W}i") is not None:
                italic = is_on(layer, "i")
        return Span("", bold, italic, False, like.href)

    def _chain(self, style_id: str | None) -> list[Any]:
        chain: list[Any] = []
        while style_id in self._styles and self._styles[style_id] not in chain:
            chain.append(self._styles[style_id])
            style_id = _value(chain[-1], "basedOn")
        return chain


def _value(parent: Any, name: str) -> str:
    element = parent.find(f"{W}{name}") if parent is not None else None
    return element.get(f"{W}val", "") if element is not None else ""


def _number(parent: Any, name: str) -> int:
    value = _value(parent, name)
    return int(value) if value.isdigit() else 0


def _numbering(document: WordDocument) -> dict[tuple[int, int], str]:
    """The number format of each (list, level)."""
    root = _part(document, "numbering")
    if root is None:
        return {}
    abstract = {e.get(f"{W}abstractNumId"): e for e in root.findall(f"{W}abstractNum")}
    formats: dict[tuple[int, int], str] = {}
    for number in root.findall(f"{W}num"):
        definition = abstract.get(_value(number, "abstractNumId"))
        if definition is None:
            continue
        for level in definition.findall(f"{W}lvl"):
            key = (int(number.get(f"{W}numId", "0")), int(level.get(f"{W}ilvl", "0")))
            formats[key] = _value(level, "numFmt") or "decimal"
    return formats


def _notes(document: WordDocument, kind: str) -> dict[str, list[Any]]:
    root = _part(document, f"{kind}s")
    if root is None:
        return {}
    return {
        note.get(f"{W}id", ""): list(note.iter(f"{W}p"))
        for note in root.findall(f"{W}{kind}")
        if note.get(f"{W}type", "normal") == "normal"
    }


def _part(document: WordDocument, name: str) -> Any:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{name}"):
            return parse_xml(relation.target_part.blob)
    return None
