"""Hashes by which an equal statement or question is found again."""

import re
import unicodedata

from content.rules.hashing import short_digest
from content.values.sources import InterviewQuestion, Source, Statement


def text_hash(kind: str, locale: str, *texts: str) -> str:
    """The hash of texts alike but for case, spacing and Unicode form."""
    folded = [
        re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
        for text in texts
    ]
    return short_digest([kind, locale, *folded])


def text_hashes(source: Source) -> list[str]:
    """One hash a locale: a statement's kind, heading and text; a question's prompt."""
    match source:
        case Statement():
            return [statement_hash(source, locale) for locale in sorted(source.text)]
        case InterviewQuestion():
            return [
                text_hash("QUESTION", locale, prompt.value)
                for locale, prompt in sorted(source.prompt.items())
            ]
        case _:
            return []


def statement_hash(statement: Statement, locale: str) -> str:
    """The hash of a statement's kind, heading and text in one locale."""
    heading = statement.heading.get(locale)
    texts = (heading.value if heading else "", statement.text[locale].value)
    return text_hash(statement.kind.value, locale, *texts)
