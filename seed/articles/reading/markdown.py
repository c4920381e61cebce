"""Markdown (CommonMark with tables), from the tokens of markdown-it-py."""

import re
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token

from seed.articles.document import Builder, Document, Kind
from seed.articles.inline import Inline, Span, cut, is_bold, join, text_of, tidy
from seed.articles.reading.cleaning import clean
from seed.articles.reading.html import Walker, is_link
from seed.articles.reading.markers import Markers
from seed.articles.reading.wrapping import WIDEST, goes_on, margin
from seed.articles.words import words

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?:[\w-]+[ \t]*:.*\n|[ \t]+.*\n|- .*\n|#.*\n)+---[ \t]*\n"
)
_LABEL = re.compile(r"[^\W\d_][^.:?!]{1,30}:(?:\s|$)")
_TAG = re.compile(r"</?([A-Za-z][\w-]*)")
_KNOWN_TAGS = words(
    """a abbr address article aside b blockquote body br center cite code dd del details dfn div dl
    dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img
    input ins kbd li link main mark meta nav noscript ol p pre q s samp script section small
    span strike strong style sub summary sup svg table tbody td template tfoot th thead title tr
    tt u ul var video wbr"""
)


def read_markdown(text: str) -> Document:
    """The pieces of a Markdown text; front matter and comments are no content."""
    text = clean(text)
    front = _FRONT_MATTER.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    return _Reader(_PARSER.parse(text), text.split("\n")).read()


@dataclass
class _Reader:
    tokens: list[Token]
    source: list[str]
    builder: Builder = field(default_factory=Builder)
    lists: list[int] = field(default_factory=list)
    marker: str = ""
    quotes: int = 0
    width: int = 0
    broken: bool = False
    markers: Markers = field(default_factory=lambda: Markers(()))

    def read(self) -> Document:
        """All pieces."""
        texts = [t.content.split("\n") for t in self.tokens if t.type == "inline"]
        self.width = margin(texts)
        self.markers = Markers(line for lines in texts for line in lines)
        several = [line for lines in texts if len(lines) > 1 for line in lines]
        self.broken = not self.width and any(map(_is_paragraph, several))
        at = 0
        while at < len(self.tokens):
            at = self._token(at)
        return self.builder.finish()

    def _token(self, at: int) -> int:
        token = self.tokens[at]
        match token.type:
            case "bullet_list_open":
                self.lists.append(-1)
            case "ordered_list_open":
                self.lists.append(int(str(token.attrs.get("start", 1))))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.marker = "-" if self.lists[-1] < 0 else str(self.lists[-1])
                self.lists[-1] += 1 if self.lists[-1] >= 0 else 0
            case "list_item_close":
                self.marker = ""
            case "blockquote_open":
                self.quotes += 1
            case "blockquote_close":
                self.quotes -= 1
            case "heading_open":
                inline = join(_one_line(_lines(self.tokens[at + 1])))
                level = int(token.tag[1])
                self._piece(Kind.HEADING, tidy(inline), _line(token), level)
                return at + 2
            case "inline":
                self._paragraph(token)
            case "fence" | "code_block":
                code = (Span(token.content.rstrip("\n")),)
                self._piece(Kind.CODE, code, _line(token))
            case "html_block":
                self._html(token)
            case "table_open":
                return self._table(at)
        return at + 1

    def _piece(
        self, kind: Kind, inline: Inline, line: int, level: int = 0, gap: bool = True
    ) -> None:
        depth = len(self.lists) if gap or self.source[line - 1][:1].isspace() else 0
        marker = ""
        if self.marker and kind is not Kind.CODE and text_of(inline).strip():
            kind, marker, level, depth, self.marker = Kind.ITEM, self.marker, 0, depth - 1, ""
        self.builder.piece(
            kind,
            inline,
            f"line {line}",
            level=level,
            depth=depth if kind is not Kind.HEADING else 0,
            marker=marker,
            gap=gap,
            quote=self.quotes > 0,
        )

    def _paragraph(self, token: Token) -> None:
        line = _line(token)
        gathered: list[Span] = []
        start, before = line, ""
        for offset, spans in enumerate(_lines(token)):
            shown = tidy(spans)
            text = text_of(shown)
            if offset and text.startswith(": "):  # the definition of a term
                spans, text = [*cut(shown, 2)], f"• {text[2:]}"
            if gathered and self._stands_alone(before, join(gathered), text):
                self._piece(Kind.PARAGRAPH, tidy(gathered), start, gap=start == line)
                gathered, start = [], line + offset
            if gathered:
                gathered.append(Span(" "))
            gathered += spans
            before = text
        self._piece(Kind.PARAGRAPH, tidy(gathered), start, gap=start == line)

    def _stands_alone(self, before: str, gathered: Inline, after: str) -> bool:
        """Whether a line break that Markdown would make a space was meant as one."""
        if not before or not after:
            return False
        if self.markers.find(after):
            return True
        if goes_on(before, after, self.width):
            return False
        if self.broken and not after[0].islower():
            return True
        if is_bold(gathered) or (_LABEL.match(before) and _LABEL.match(after)):
            return True
        return len(before) <= 80 and before[-1] not in ".,;!" and not after[0].islower()

    def _html(self, token: Token) -> None:
        tags = {name.lower() for name in _TAG.findall(token.content)}
        if tags and not tags & _KNOWN_TAGS:
            self._piece(Kind.PARAGRAPH, tidy((Span(token.content),)), _line(token))
            return
        walker = Walker(self.builder, f"line {_line(token)}", len(self.lists))
        walker.quote = self.quotes > 0
        walker.read(token.content)

    def _table(self, at: int) -> int:
        rows: list[tuple[str, list[Inline]]] = []
        while self.tokens[at].type != "table_close":
            token = self.tokens[at]
            if token.type == "tr_open":
                rows.append((f"line {_line(token)}", []))
            elif token.type == "inline":
                rows[-1][1].append(tidy(_one_line(_lines(token))))
            at += 1
        self.builder.table(rows, header=True)
        return at + 1


def _is_paragraph(line: str) -> bool:
    """Whether a line holds several sentences: then a line break ends a paragraph."""
    return len(line) > WIDEST and bool(re.search(r"[.!?]\s+[^\W\d_a-z]", line))


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _one_line(lines: list[list[Span]]) -> list[Span]:
    spans: list[Span] = []
    for line in lines:
        spans += [Span(" "), *line] if spans else line
    return spans


def _lines(token: Token) -> list[list[Span]]:
    """The spans of an inline token, line by line of the source."""
    lines: list[list[Span]] = [[]]
    like = [Span("")]
    for child in token.children or []:
        top = like[-1]
        match child.type:
            case "text" | "text_special":
                lines[-1].append(replace(top, text=child.content))
            case "code_inline":
                lines[-1].append(replace(top, text=child.content, code=True))
            case "softbreak":
                lines.append([])
            case "hardbreak":
                lines[-1].append(Span("\n"))
            case "strong_open":
                like.append(replace(top, bold=True))
            case "em_open":
                like.append(replace(top, italic=True))
            case "link_open":
                target = str(child.attrs.get("href", ""))
                like.append(replace(top, href=_kept(target)))
            case "strong_close" | "em_close" | "link_close":
                like.pop()
            case "html_inline":
                _tag(child.content, lines[-1], like)
    return lines


def _kept(target: str) -> str:
    return target if is_link(target) or target.startswith("#") else ""


_BOLD, _ITALIC, _CODE = ("b", "strong"), ("i", "em"), ("code", "kbd", "samp", "tt")


def _tag(source: str, line: list[Span], like: list[Span]) -> None:
    """An HTML tag within a paragraph: a format, a line break, or text that only looks so."""
    found = _TAG.match(source)
    name = found[1].lower() if found else ""
    if found and name not in _KNOWN_TAGS:
        line.append(replace(like[-1], text=source))
    elif name == "br":
        line.append(Span("\n"))
    elif name in (*_BOLD, *_ITALIC, *_CODE, "a"):
        if source.startswith("</"):
            if len(like) > 1:
                like.pop()
            return
        top = like[-1]
        href = top.href
        if name == "a":
            tag = BeautifulSoup(source, "lxml").find("a")
            target = str(tag.get("href", "")) if tag else ""
            href = _kept(target)
        like.append(
            Span(
                "",
                top.bold or name in _BOLD,
                top.italic or name in _ITALIC,
                top.code or name in _CODE,
                href,
            )
        )
