"""How texts become words: cut, lower-cased, without diacritics, and stemmed by their language."""

from collections.abc import Iterable
from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from content.rules.resolution.listing import LANGUAGES, language_of
from content.values.locales import LocaleConfig

PLAIN = "plain"
"""The words as they are written, but for case and diacritics."""

_STEMMED = frozenset(LANGUAGES.values())
_WITH_STOP_WORDS = _STEMMED - {"romanian", "turkish"}
_NONE_TO_MONGODB = frozenset({"will"})


def languages_of(locales: Iterable[str]) -> tuple[str, ...]:
    """The languages with a stemmer that content in these locales is in, each once."""
    found = dict.fromkeys(language_of(locale) for locale in locales)
    return tuple(language for language in found if language in _STEMMED)


def languages_read(locales: LocaleConfig, locale: str) -> tuple[str, ...]:
    """The languages that readers of a locale are shown content in, their own first."""
    return languages_of(locales.chain(locale))


@cache
def analyzer(language: str) -> TextAnalyzer:
    """The words of a text in a language, or as they are written for PLAIN."""
    lowered = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    if language != PLAIN:
        # Stemmers know their language's diacritics, so that folding comes after them.
        lowered = lowered.filter(Filter.stemmer(language.capitalize()))
    return lowered.filter(Filter.ascii_fold()).build()


@cache
def _without_stop_words(language: str) -> TextAnalyzer:
    lowered = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    return lowered.filter(Filter.stopword(language.capitalize())).build()


def is_stop_word(word: str, language: str) -> bool:
    """Whether a word says nothing about a text, as `the` does.

    Only what MongoDB's text search leaves out too is one.
    """
    if language not in _WITH_STOP_WORDS or len(word) < 2 or word in _NONE_TO_MONGODB:
        return False
    return not _without_stop_words(language).analyze(word)
