"""What reads like a question put to somebody, and like the answer to one."""

import re

from seed.articles.vocabulary.asking import (
    ANSWERING,
    BARE_ANSWER,
    LABEL,
    OPENING,
    REQUEST,
    REQUEST_AND_ANSWER,
)

_END = re.compile(r"\?[\"'”“’»)\]*_ ]*$")
_THEN_MORE = re.compile(r"\?[\"'”“’»)\]*_]*\s+\S")
MAX_QUESTION_WORDS = 90
MAX_REQUEST_WORDS = 60
MAX_SECOND_WORDS = 25


def asks(text: str) -> bool:
    """Whether a line asks something: it ends with a question mark, or begins by asking."""
    text = text.strip(" \t\n*_\"'“”„«»‚‘’")
    words = len(text.split())
    if not text or words > MAX_QUESTION_WORDS:
        return False
    if ANSWERING.match(text) and not REQUEST.match(text):
        return False
    if _END.search(text):
        return True
    if "?" in text:
        tail = text[text.rindex("?") + 1 :].strip(" *_\"'“”«»)")
        return bool(OPENING.match(tail)) and len(tail.split()) <= MAX_SECOND_WORDS
    return words <= MAX_REQUEST_WORDS and bool(REQUEST.match(text)) and not text.endswith(":")


def split_answer(text: str) -> int:
    """Where the answer begins in a line that asks and answers; 0 when it only asks."""
    last = text.rfind("?")
    if last < 0:
        told = REQUEST_AND_ANSWER.match(text)
        return told.end() if told and not REQUEST.match(text, told.end()) else 0
    if not _THEN_MORE.match(text, last):
        return 0
    tail = text[last + 1 :].lstrip(" *_\"'“”«»)\n")
    if len(tail.split()) < 3 or REQUEST.match(tail):
        return 0
    return len(text) - len(tail)


def label(text: str) -> tuple[str, int]:
    """`question` or `answer` and the length of the label a line begins with: `Q:`, `Answer:`."""
    match = LABEL.match(text)
    if match is None:
        return "", 0
    if len(match[0].strip()) == 2 and match[0].strip()[1] not in ":.)":
        return "", 0
    return ("question" if match["question"] else "answer"), match.end()


def is_answer_label(text: str) -> bool:
    """Whether the whole line only says that an answer follows."""
    return bool(BARE_ANSWER.match(text.strip(" *_")))
