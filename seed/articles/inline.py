"""Running text with its formatting: a tuple of spans, cut and joined by character offsets."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one format; a line break inside it is `\\n`."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""

    def like(self, other: "Span") -> bool:
        """Whether both are formatted alike."""
        return (self.bold, self.italic, self.code, self.href) == (
            other.bold,
            other.italic,
            other.code,
            other.href,
        )


Inline = tuple[Span, ...]


def text_of(inline: Inline) -> str:
    """The characters alone."""
    return "".join(span.text for span in inline)


def plain(text: str) -> Inline:
    """Unformatted text as spans."""
    return (Span(text),) if text else ()


def join(spans: Iterable[Span]) -> Inline:
    """The spans in order, neighbours of one format made one, empty ones left out."""
    joined: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if joined and joined[-1].like(span):
            joined[-1] = replace(span, text=joined[-1].text + span.text)
        else:
            joined.append(span)
    return tuple(joined)


def cut(inline: Inline, start: int, end: int | None = None) -> Inline:
    """The characters from `start` up to `end`, formats kept."""
    cuts: list[Span] = []
    position = 0
    stop = len(text_of(inline)) if end is None else end
    for span in inline:
        first, last = max(start - position, 0), min(stop - position, len(span.text))
        if first < last:
            cuts.append(replace(span, text=span.text[first:last]))
        position += len(span.text)
    return join(cuts)


def strip(inline: Inline, characters: str = " \t\n") -> Inline:
    """Without those characters at both ends."""
    text = text_of(inline)
    return cut(inline, len(text) - len(text.lstrip(characters)), len(text.rstrip(characters)))


def tidy(spans: Iterable[Span]) -> Inline:
    """Joined spans with runs of spaces made one and none beside a line break or an end."""
    tidied: list[Span] = []
    last = "\n"
    for span in spans:
        if span.code:
            text = span.text.replace("\n", " ")
        else:
            text = re.sub(r"[ \t\r\f\v]+", " ", span.text)
            text = re.sub(r" ?\n ?", "\n", text)
            if last in " \n":
                text = text.lstrip(" ")
        if text.startswith("\n") and tidied and tidied[-1].text.endswith(" "):
            tidied[-1] = replace(tidied[-1], text=tidied[-1].text.rstrip(" "))
        if text:
            tidied.append(replace(span, text=text))
            last = text[-1]
    return strip(join(tidied))


def is_bold(inline: Inline) -> bool:
    """Whether everything that can be seen is bold."""
    seen = [span for span in inline if span.text.strip(" \n:–—-.")]
    return bool(seen) and all(span.bold for span in seen)


def bold_lead(inline: Inline) -> int:
    """How many characters at the beginning are bold, 0 when none or all are."""
    return _lead([(span, span.bold) for span in inline])


def italic_lead(inline: Inline) -> int:
    """How many characters at the beginning are italic, 0 when none or all are."""
    return _lead([(span, span.italic) for span in inline])


def _lead(spans: Sequence[tuple[Span, bool]]) -> int:
    length = 0
    started = False
    for span, marked in spans:
        if not marked and span.text.strip():
            return length if started else 0
        length += len(span.text)
        started = started or bool(marked and span.text.strip())
    return 0


def unbold(inline: Inline) -> Inline:
    """The same without bold: for text whose bold only said that it is a heading."""
    return join(replace(span, bold=False) for span in inline)


def unformatted(inline: Inline) -> Inline:
    """The same without bold or italic."""
    return join(replace(span, bold=False, italic=False) for span in inline)


def lines(inline: Inline) -> list[Inline]:
    """The text between line breaks."""
    parts: list[Inline] = []
    start = 0
    for line in text_of(inline).split("\n"):
        parts.append(strip(cut(inline, start, start + len(line))))
        start += len(line) + 1
    return parts
