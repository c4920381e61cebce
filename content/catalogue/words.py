"""What someone typed into a search box, taken apart: words, and phrases in quotation marks."""

import re
from dataclasses import dataclass

from content.catalogue.languages import PLAIN, analyzer, is_stop_word

SHORTEST_BEGINNING = 3
"""From how many letters on a word is also taken for the beginning of one."""
SHORTEST_TYPO = 5
"""From how many letters on a word may have a typing error."""

_PHRASE = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class Word:
    """One word as it was written, without case and diacritics, and its stems by language."""

    plain: str
    stems: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Words:
    """What to look for. Whatever matches has every phrase; without phrases, some word."""

    words: tuple[Word, ...]
    phrases: tuple[tuple[str, ...], ...]


def words_of(text: str, languages: tuple[str, ...]) -> Words:
    """The words and phrases of a search, read as readers of these languages would.

    The first language is the reader's own: its stop words are left out, unless there is nothing
    else. A hyphen before a word excludes nothing.
    """
    plain = analyzer(PLAIN).analyze(text)
    stemmed = [(language, analyzer(language).analyze(text)) for language in languages]
    found: dict[str, Word] = {}
    for place, word in enumerate(plain):
        stems = tuple((language, stems[place]) for language, stems in stemmed)
        found.setdefault(word, Word(word, stems))
    telling = [
        word
        for word in found.values()
        if not languages or not is_stop_word(word.plain, languages[0])
    ]
    phrases = (tuple(analyzer(PLAIN).analyze(phrase)) for phrase in _PHRASE.findall(text))
    return Words(
        words=tuple(telling or found.values()),
        phrases=tuple(dict.fromkeys(phrase for phrase in phrases if phrase)),
    )
