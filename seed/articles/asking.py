"""What reads like a question put to somebody, and like the answer to one."""

import re

_OPENERS = re.compile(
    r"(?:please )?(?:tell|describe|explain|walk|give|share|talk|name|imagine|suppose|how|what|why|when"
    r"|which|where|who|whose|can|could|do|does|did|have|has|are|is|was|were|would|will|should|sketch"
    r"|design|write|list|define|compare|outline|discuss|think of|take me|take us|show|pretend|picture"
    r"|say|let's say|assume|consider|recall|draft|estimate|in your|if you|if a|if the|on a scale"
    r"|erzählen|beschreiben|nennen|erklären|schildern|stellen sie sich|angenommen|wie|was|warum|wieso"
    r"|weshalb|welche[rsnm]?|wann|wo|wer|woran|worauf|womit|wofür|wodurch|können|haben|sind|würden"
    r"|geben sie|führen sie|erläutern|zeigen sie|vergleichen|skizzieren|berichten|erzähl|beschreib"
    r"|nenn|erklär|schildere|stell dir|gibt es|gab es|hast|bist|kannst|würdest|nehmen wir an)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:please )?(?:tell (?:us|me)|describe|explain|walk (?:us|me)|give (?:us|me|an)|share (?:a|an|with)"
    r"|talk (?:us|me|about)|name (?:a|an|one|two|three|some)|imagine|suppose|outline|discuss"
    r"|take (?:us|me)|show (?:us|me)|define|compare|sketch|list (?:the|two|three|some)"
    r"|think of|recall|picture (?:a|this|the|yourself)|estimate"
    r"|erzählen sie|beschreiben sie|nennen sie|erklären sie|schildern sie|stellen sie sich"
    r"|geben sie|führen sie|erläutern sie|zeigen sie|vergleichen sie|skizzieren sie|berichten sie"
    r"|erzähl|beschreibe?|nenne?|erkläre?|schildere|stell dir)\b",
    re.IGNORECASE,
)
_ANSWERING = re.compile(
    r"(?:i|i'd|i'll|i've|i'm|my|we|our|yes|no|first,|ich|mein|meine|wir|unsere?|ja|nein|zuerst)\b",
    re.IGNORECASE,
)
_END = re.compile(r"\?[\"'”“’»)\]*_ ]*$")
_LABEL = re.compile(
    r"(?P<question>q(?:uestion)?|frage|f)\s*(?:#?\d+)?\s*[:.)–-]\s*(?=\S)"
    r"|(?P<answer>(?:(?:sample|example|model|suggested|possible|strong|good|ideal|best|expected)\s+)?"
    r"answers?|a|response|(?:beispiel|muster)?-?antwort(?:en)?|(?:mögliche|gute|ideale) antwort(?:en)?)"
    r"\s*(?:#?\d+)?\s*[:.)–-]\s*(?=\S)",
    re.IGNORECASE,
)
_BARE_ANSWER = re.compile(
    r"(?:(?:an? |one |the )?(?:sample|example|model|suggested|possible|strong|good|ideal|best|expected)"
    r"\s+(?:answers?|responses?)|answers?|response|(?:beispiel|muster)-?antwort(?:en)?|antwort(?:en)?"
    r"|(?:mögliche|gute|ideale) antwort(?:en)?)\s*(?:#?\d+)?\s*:?$",
    re.IGNORECASE,
)
MAX_WORDS = 90


def asks(text: str) -> bool:
    """Whether a line asks something: it ends with a question mark, or begins by asking."""
    text = text.strip(" \t\n*_\"'“”„«»‚‘’")
    words = len(text.split())
    if not text or words > MAX_WORDS or (_ANSWERING.match(text) and not _ASKING.match(text)):
        return False
    if _END.search(text):
        return True
    if "?" in text:
        tail = text[text.rindex("?") + 1 :].strip(" *_\"'“”«»)")
        return bool(_OPENERS.match(tail)) and len(tail.split()) <= 25
    return words <= 60 and bool(_ASKING.match(text)) and not text.endswith(":")


def split_answer(text: str) -> int:
    """Where the answer begins in a line that asks and answers; 0 when it only asks."""
    last = text.rfind("?")
    if last < 0 and (told := _TOLD.match(text)) and not _ASKING.match(text, told.end()):
        return told.end()
    if last < 0 or not _ANY_TAIL.match(text, last):
        return 0
    tail = text[last + 1 :].lstrip(" *_\"'“”«»)\n")
    if len(tail.split()) < 3 or _ASKING.match(tail):
        return 0
    return len(text) - len(tail)


_TOLD = re.compile(
    r"(?:please )?(?:tell (?:us|me)|describe|explain|walk (?:us|me)|name|talk (?:us|me)"
    r"|erzählen|beschreiben|nennen|erklären|schildern)\b[^.?!]{10,200}\.\s+(?=\S+\s+\S+\s+\S)",
    re.IGNORECASE,
)
_ANY_TAIL = re.compile(r"\?[\"'”“’»)\]*_]*\s+\S")


def label(text: str) -> tuple[str, int]:
    """`question` or `answer` and the length of the label a line begins with: `Q:`, `Answer:`."""
    match = _LABEL.match(text)
    if match is None:
        return "", 0
    if len(match[0].strip()) == 2 and match[0].strip()[1] not in ":.)":
        return "", 0
    return ("question" if match["question"] else "answer"), match.end()


def is_answer_label(text: str) -> bool:
    """Whether the whole line only says that an answer follows."""
    return bool(_BARE_ANSWER.match(text.strip(" *_")))
