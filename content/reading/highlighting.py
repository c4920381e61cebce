"""Where the words of a search stand in what it found: text in parts, some of them matches.

Parts are plain text and never markup, so that showing them cannot inject any.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from content.catalogue import ListQuery
from content.catalogue.languages import PLAIN, analyzer, languages_read
from content.catalogue.words import SHORTEST_BEGINNING, SHORTEST_TYPO, Word, words_of
from content.values.locales import LocaleConfig

MOST_STRETCHES = 3
STRETCH_CHARACTERS = 160
_LOOKED_THROUGH = 50_000
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Part:
    """A piece of text, and whether it is a match."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Highlight:
    """A stretch of the title or the text of what was found; its parts joined are the stretch."""

    field: str
    parts: tuple[Part, ...]


class Highlighter:
    """Finds the words of one search in texts."""

    def __init__(self, query: ListQuery, locales: LocaleConfig) -> None:
        languages = languages_read(locales, query.locale)
        self._words = words_of(query.search or "", languages).words
        self._begins = _beginnings(self._words)
        self._likely = re.compile(
            rf"(?<![^\W_])(?:{'|'.join(map(_spelled, self._begins))})[^\W_]*", re.IGNORECASE
        )

    def of(self, searched: Mapping[str, str]) -> tuple[Highlight, ...]:
        """The title if a word stands there, and the first stretches of the text with matches."""
        return (
            *self._in("title", searched["title"], len(searched["title"])),
            *self._in("text", searched["text"], STRETCH_CHARACTERS),
        )

    def _in(self, field: str, text: str, characters: int) -> Iterator[Highlight]:
        flat = " ".join(text[:_LOOKED_THROUGH].split())
        spans = list(self._spans(flat))
        for start, end in _stretches(flat, spans, characters):
            within = [span for span in spans if start <= span[0] and span[1] <= end]
            yield Highlight(field, tuple(_parts(flat, start, end, within)))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        known: dict[str, bool] = {}
        is_found = False
        for found in self._likely.finditer(text) if self._begins else ():
            token = found[0]
            if token not in known:
                known[token] = any(_is(word, token) for word in self._words)
            if known[token]:
                is_found = True
                yield found.span()
        if not is_found:
            yield from self._alike(text)

    def _alike(self, text: str) -> Iterator[tuple[int, int]]:
        """Where words stand that are like one looked for, but for one letter."""
        known: dict[str, bool] = {}
        long = [word.plain for word in self._words if len(word.plain) >= SHORTEST_TYPO]
        for found in _TOKEN.finditer(text) if long else ():
            token = found[0]
            if token not in known:
                plain = _folded(token)
                known[token] = any(is_like(plain, word) for word in long)
            if known[token]:
                yield found.span()


def _is(word: Word, token: str) -> bool:
    plain = _folded(token)
    if plain == word.plain:
        return True
    if len(word.plain) >= SHORTEST_BEGINNING and plain.startswith(word.plain):
        return True
    return any(analyzer(language).analyze(token) == [stem] for language, stem in word.stems)


def _folded(token: str) -> str:
    return "".join(analyzer(PLAIN).analyze(token))


def is_like(one: str, other: str) -> bool:
    """Whether one edit makes one word of another: a letter more, less, changed or swapped."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    rest, other_rest = one[start:], other[start:]
    return rest[1:] == other_rest[1:] or (
        rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:]
    )


def _beginnings(words: Sequence[Word]) -> list[str]:
    """How a match may begin: stemming leaves the first two letters as they are."""
    return list(dict.fromkeys(word.plain[:2] for word in words))


def _spelled(beginning: str) -> str:
    return "".join(_variants().get(letter, re.escape(letter)) for letter in beginning)


@cache
def _variants() -> dict[str, str]:
    """For each letter, a pattern of it with any diacritic, of those that Latin scripts have."""
    found: dict[str, str] = {}
    for code in (*range(0x41, 0x7B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        base = _folded(letter)[:1] or unicodedata.normalize("NFD", letter)[0].lower()
        if base.isalpha() and letter.isalpha():
            found[base] = found.get(base, "") + letter
    return {base: f"[{letters}]" for base, letters in found.items()}


def _stretches(
    text: str, spans: Sequence[tuple[int, int]], characters: int
) -> Iterator[tuple[int, int]]:
    """The bounds of up to MOST_STRETCHES stretches of text, each from before its first match."""
    end = 0
    told = 0
    for first, last in spans:
        if last <= end:
            continue
        if told == MOST_STRETCHES:
            return
        start = max(end, first - characters // 3)
        if start > end:
            start = min(first, text.find(" ", start) + 1 or start)
        end = max(start + characters, last)
        if end < len(text):
            end = max(text.rfind(" ", start, end), last)
        end = min(end, len(text))
        told += 1
        yield start, end


def _parts(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[Part]:
    place = start
    for first, last in spans:
        if first > place:
            yield Part(text[place:first], is_match=False)
        yield Part(text[first:last], is_match=True)
        place = last
    if place < end:
        yield Part(text[place:end], is_match=False)
