"""HTML: what a browser would show, block by block; scripts, styles and navigation are not."""

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, RubyParenthesisString, RubyTextString, Tag

from content.rules.markdown import is_allowed_link
from seed.articles.document import Builder, Cell, Document, Kind, Table
from seed.articles.inline import Inline, Span, cut, plain, strip, text_of, tidy
from seed.articles.problems import ArticleError
from seed.articles.reading.cleaning import clean
from seed.articles.words import words

_UNSEEN = words(
    """script style template noscript nav head iframe object svg canvas audio video select input
    textarea map img datalist dialog"""
)
_INLINE = words(
    """a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label mark
    meter output progress q rb rp rt ruby s samp small span strike strong sub sup time tt u var
    wbr picture"""
)
_TEXTS = (NavigableString, RubyTextString, RubyParenthesisString)
_HEADING = re.compile(r"h([1-6])$")
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|lighter|[1-5]00)")
_SLANT = re.compile(r"font-style\s*:\s*(italic|oblique|normal)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_PLAIN = Span("")


def read_html(text: str) -> Document:
    """The pieces of an HTML page or fragment; raises ArticleError if it nests beyond reason."""
    builder = Builder()
    try:
        Walker(builder).read(text)
    except RecursionError:
        raise ArticleError("its HTML is nested too deeply") from None
    return builder.finish()


class Walker:
    """Goes through elements in order and hands each block of text to the builder."""

    def __init__(self, builder: Builder, position: str = "", depth: int = 0) -> None:
        self.builder = builder
        self.position = position
        self.depth = depth
        self.quote = False
        self._spans: list[Span] = []
        self._marker = ""
        self._kind, self._level = Kind.PARAGRAPH, 0

    def read(self, text: str) -> None:
        """Adds all that a page or a fragment shows."""
        soup = BeautifulSoup(text, "lxml")
        self._children(soup.body or soup, _PLAIN)
        self._flush()

    def _children(self, parent: Tag, like: Span) -> None:
        for child in parent.children:
            if type(child) in _TEXTS:
                self._text(str(child), like)
            elif isinstance(child, Tag) and not _is_unseen(child):
                self._element(child, like)

    def _text(self, text: str, like: Span) -> None:
        seen = re.sub(r"\s+", " ", clean(text))
        self._spans.append(Span(seen, like.bold, like.italic, like.code, like.href))

    def _element(self, tag: Tag, like: Span) -> None:
        name = tag.name
        if name == "br":
            self._spans.append(Span("\n"))
        elif name == "q":
            self._text("“", like)
            self._children(tag, _format(tag, like))
            self._text("”", like)
        elif name in _INLINE:
            self._children(tag, _format(tag, like))
        else:
            self._flush()
            self._block(tag, like)
            self._flush()

    def _block(self, tag: Tag, like: Span) -> None:
        name = tag.name
        if match := _HEADING.match(name):
            self._heading(tag, int(match[1]))
        elif name == "summary":
            self._heading(tag, 6)
        elif name in ("ul", "ol", "menu", "dir", "dl"):
            self.depth += 1
            self._list(tag, like)
            self.depth -= 1
        elif name == "table":
            self._table(tag, like)
        elif name == "pre":
            text = clean(tag.get_text()).strip("\n")
            self.builder.piece(Kind.CODE, plain(text), self._place(), depth=self.depth)
        elif name == "blockquote":
            outer, self.quote = self.quote, True
            self._children(tag, like)
            self._flush()
            self.quote = outer
        else:
            self._children(tag, _format(tag, like))

    def _heading(self, tag: Tag, level: int) -> None:
        self._kind, self._level = Kind.HEADING, level
        self._children(tag, _PLAIN)
        self._flush()
        self._kind, self._level = Kind.PARAGRAPH, 0

    def _list(self, tag: Tag, like: Span) -> None:
        number = 0
        for child in tag.children:
            if type(child) in _TEXTS:
                self._text(str(child), like)
            elif not isinstance(child, Tag) or _is_unseen(child):
                continue
            elif child.name in ("li", "dt"):
                self._flush()
                number += 1
                self._marker = str(number) if tag.name == "ol" else "-"
                bold = Span("", bold=True) if child.name == "dt" else like
                self._children(child, _format(child, bold))
                self._flush()
                self._marker = ""
            elif child.name == "div" and tag.name == "dl":
                self._list(child, like)
            else:
                self._element(child, like)

    def _table(self, tag: Tag, like: Span) -> None:
        caption = tag.find("caption", recursive=False)
        if isinstance(caption, Tag):
            self._children(caption, like)
            self._flush()
        rows: list[tuple[Cell, ...]] = []
        for row in _rows(tag):
            cells: list[Cell] = []
            for cell in row.find_all(["td", "th"], recursive=False):
                inner = self.builder.nested()
                place = f"{self._place()}, row {len(rows) + 1}, column {len(cells) + 1}"
                walker = Walker(inner, place)
                walker._children(cell, _format(cell, _PLAIN))
                walker._flush()
                cells.append(self.builder.absorb(inner, cell.name == "th"))
            rows.append(tuple(cells))
        self.builder.blocks.append(Table(tuple(rows)))

    def _place(self) -> str:
        return self.position or f"block {len(self.builder.blocks) + 1}"

    def _flush(self) -> None:
        spans, self._spans = self._spans, []
        for inline in _paragraphs(tidy(spans)):
            if self._marker and self._kind is not Kind.HEADING:
                self.builder.piece(
                    Kind.ITEM,
                    inline,
                    self._place(),
                    depth=self.depth - 1,
                    marker=self._marker,
                    quote=self.quote,
                )
                self._marker = ""
                continue
            self.builder.piece(
                self._kind,
                inline,
                self._place(),
                level=self._level,
                depth=self.depth if self._kind is not Kind.HEADING else 0,
                quote=self.quote,
            )


def _paragraphs(inline: Inline) -> list[Inline]:
    """The text between empty lines."""
    parts: list[Inline] = []
    start = 0
    for match in re.finditer(r"\n(?: ?\n)+", text_of(inline)):
        parts.append(strip(cut(inline, start, match.start())))
        start = match.end()
    parts.append(strip(cut(inline, start)))
    return [part for part in parts if part]


def _rows(table: Tag) -> list[Tag]:
    groups = [table, *table.find_all(["thead", "tbody", "tfoot"], recursive=False)]
    rows = [row for group in groups for row in group.find_all("tr", recursive=False)]
    return [row for row in rows if not _is_unseen(row)]


def _is_unseen(tag: Tag) -> bool:
    style = str(tag.get("style", ""))
    if tag.name in _UNSEEN:
        return not (tag.name == "dialog" and tag.has_attr("open"))
    if tag.has_attr("hidden") or tag.get("role") == "navigation":
        return True
    return bool(style and _HIDDEN.search(style))


def _format(tag: Tag, like: Span) -> Span:
    name = tag.name
    bold = like.bold or name in ("b", "strong")
    italic = like.italic or name in ("i", "em")
    code = like.code or name in ("code", "kbd", "samp", "tt")
    href = like.href
    if name == "a":
        target = str(tag.get("href", "")).strip()
        href = target if is_link(target) or target.startswith("#") else href
    style = str(tag.get("style", ""))
    if style:
        if match := _WEIGHT.search(style):
            bold = match[1] not in ("normal", "lighter") and match[1][0] not in "12345"
        if match := _SLANT.search(style):
            italic = match[1] != "normal"
    return Span("", bold, italic, code, href)


def is_link(target: str) -> bool:
    """Whether a link leads somewhere from any page: allowed, and not only an anchor."""
    return bool(target) and not target.startswith("#") and is_allowed_link(target)
