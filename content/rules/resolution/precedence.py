"""Which value wins: speaker before locale.

Speakers come most specific first: the leaf's override, its ancestors', the target itself.
For each in turn the reader's locale chain is tried; the first value wins.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple


class _Inherit:
    """A speaker's word for: in this locale, ask whoever stands behind me."""


INHERIT = _Inherit()
Speaker = Callable[[str], Any]
"""Answers a value, None, or INHERIT for a locale."""


class Spoken(NamedTuple):
    """A value, the locale it was written in, and which speaker said it, counting from 0."""

    value: Any
    locale: str
    speaker: int


def speak(speakers: Iterable[Speaker], chain: tuple[str, ...]) -> Spoken | None:
    """The first value of the first speaker who has one along the chain.

    INHERIT silences its speaker for this reader: for that locale and those it falls back to.
    """
    for index, speaker in enumerate(speakers):
        for locale in chain:
            said = speaker(locale)
            if said is INHERIT:
                break
            if says_something(said):
                return Spoken(said, locale, index)
    return None


def says_something(said: Any) -> bool:
    """Whether a value is one: blank text and an empty list leave the word to the next."""
    if isinstance(said, str):
        return bool(said.strip())
    return said is not None and said != ()
