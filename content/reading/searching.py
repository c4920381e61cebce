"""Text search over titles and texts, with the stemmer of the reader's locale."""

import re
from typing import Any

from content.reading.refusal import BadArgument
from content.rules.resolution.listing import language_of

LONGEST_QUERY = 200
_EXCERPT_CHARACTERS = 160
_NEGATION = re.compile(r"(?:(?<=\s)|^)-+")
_WORD = re.compile(r"\w+")


def search_text(given: str | None, path: str = "search") -> str | None:
    """The words to look for, None if there are none; raises BadArgument if they are too many."""
    text = " ".join((given or "").split())
    if len(text) > LONGEST_QUERY:
        raise BadArgument(
            path,
            f"{path} has {len(text)} characters; at most {LONGEST_QUERY} are taken.",
        )
    return text or None


def text_condition(text: str, locale: str) -> dict[str, Any]:
    """MongoDB's `$text` for words, and phrases in quotation marks.

    A leading hyphen would exclude a word; people who type one mean no such thing.
    """
    return {"$search": _NEGATION.sub("", text), "$language": language_of(locale)}


def excerpt(text: str, query: str) -> str:
    """About 160 characters of the text around the first word that was looked for."""
    flat = " ".join(text.split())
    folded = flat.casefold()
    places = [
        place
        for word in _WORD.findall(query.casefold())
        if len(word) > 1 and (place := folded.find(word)) >= 0
    ]
    start = max(0, min(places, default=0) - _EXCERPT_CHARACTERS // 3)
    if start:
        start = flat.find(" ", start) + 1
    end = start + _EXCERPT_CHARACTERS
    if end < len(flat):
        end = flat.rfind(" ", start, end) if " " in flat[start:end] else end
    return f"{'… ' if start else ''}{flat[start:end]}{' …' if end < len(flat) else ''}"
