"""What a list of drafts is searched by: keys, titles and the beginnings of texts."""

from typing import Final

from content.values.sources import (
    InterviewQuestion,
    JobDescription,
    Role,
    RolePage,
    Snippet,
    Source,
    Statement,
)
from content.values.text import Localized

LONGEST: Final = 2_000
_LONGEST_TEXT: Final = 300


def search_text(key: str, source: Source) -> str:
    """The key, and every locale's title or beginning of the text, ready to be compared."""
    parts = [key]
    for texts in _told(source):
        for text in texts.values():
            lines = (text.value,) if isinstance(text.value, str) else text.value
            parts += [line[:_LONGEST_TEXT] for line in lines]
    return comparable("\n".join(dict.fromkeys(parts)))[:LONGEST]


def comparable(text: str) -> str:
    """The text as it is compared: without regard to case."""
    return text.casefold()


def _told(source: Source) -> tuple[Localized, ...]:
    match source:
        case Role():
            return source.title, source.plural_title, source.aliases
        case Statement():
            return source.heading, source.text
        case InterviewQuestion():
            return (source.prompt,)
        case Snippet():
            return (source.body,)
        case JobDescription():
            return (source.title,)
        case RolePage():
            return source.title, source.slug
        case _:
            return source.name, source.aliases
