"""What a heading or a label is about."""

import re
from dataclasses import dataclass
from functools import lru_cache

from seed.articles.topics import Topic
from seed.articles.vocabulary import FILLERS, PATTERNS

MAX_WORDS = 16
_ENDS = " \t\n:;.,!?*_#=~–—-|>»«\"'“”„‚‘`•…"
_SYMBOLS = re.compile(r"^[^\w\[]+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True)
class Match:
    """A recognised topic. `foreign` counts words that say something else as well.

    `named`: the role is named in it.
    """

    topic: Topic
    foreign: int
    named: bool


def normalise(text: str) -> str:
    """A heading as the vocabulary has it."""
    text = text.casefold().replace("’", "'").replace("&", " and ").replace("\u00a0", " ")
    text = re.sub(r"\(.*?\)", " ", text)
    return _SYMBOLS.sub("", re.sub(r"\s+", " ", text).strip(_ENDS))


class Recogniser:
    """Recognises topics for one role, whose name is no foreign word in a heading."""

    def __init__(self, role_title: str) -> None:
        self._role = tuple(_WORD.findall(role_title.casefold()))

    def recognise(self, text: str) -> Match | None:
        """The topic of a short line, None when it has none of those known."""
        return _recognise(normalise(text), self._role)

    def topics(self, text: str) -> set[Topic]:
        """Every topic a line touches: a title often names several."""
        heading = normalise(text)
        return {topic for topic, pattern in PATTERNS if pattern.search(heading)}


@lru_cache(maxsize=20_000)
def _recognise(heading: str, role: tuple[str, ...]) -> Match | None:
    if not heading or len(heading.split()) > MAX_WORDS or len(heading) > 120:
        return None
    for topic, pattern in PATTERNS:
        found = pattern.search(heading)
        if found is None:
            continue
        own = heading[: found.start()] + " " + heading[found.end() :]
        for group in pattern.groupindex:
            own += " " + (found[group] or "")
        foreign, named = 0, False
        for word in _WORD.findall(own):
            if any(_is_form(word, part) for part in role):
                named = True
            elif word not in FILLERS and not word.isdigit():
                foreign += 1
        return Match(topic, foreign, named)
    return None


def _is_form(word: str, of: str) -> bool:
    """Whether a word is a grammatical form of another: its plural, genitive or feminine."""
    word = word.removesuffix("'s")
    if word == of:
        return True
    shorter, longer = sorted((word, of), key=len)
    if len(shorter) < 4:
        return False
    stem = shorter[:-1] if shorter[-1] in "yenr" and len(shorter) > 4 else shorter
    return longer.startswith(stem) and len(longer) - len(stem) <= 5
