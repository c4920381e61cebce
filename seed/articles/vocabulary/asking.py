"""How questions, requests and answers begin, and the labels before them."""

import re

_REQUESTS = (
    r"(?:please )?(?:tell (?:us|me)|describe|explain|walk (?:us|me)|give (?:us|me|an)"
    r"|share (?:a|an|with)|talk (?:us|me|about)|name (?:a|an|one|two|three|some)|imagine|suppose"
    r"|outline|discuss|take (?:us|me)|show (?:us|me)|define|compare|sketch"
    r"|list (?:the|two|three|some)|think of|recall|picture (?:a|this|the|yourself)|estimate"
    r"|erzählen sie|beschreiben sie|nennen sie|erklären sie|schildern sie|stellen sie sich"
    r"|geben sie|führen sie|erläutern sie|zeigen sie|vergleichen sie|skizzieren sie"
    r"|berichten sie|erzähl|beschreibe?|nenne?|erkläre?|schildere|stell dir)\b"
)
_OPENINGS = (
    r"(?:please )?(?:tell|describe|explain|walk|give|share|talk|name|imagine|suppose|how|what|why"
    r"|when|which|where|who|whose|can|could|do|does|did|have|has|are|is|was|were|would|will"
    r"|should|sketch|design|write|list|define|compare|outline|discuss|think of|take me|take us"
    r"|show|pretend|picture|say|let's say|assume|consider|recall|draft|estimate|in your|if you"
    r"|if a|if the|on a scale|erzählen|beschreiben|nennen|erklären|schildern|stellen sie sich"
    r"|angenommen|wie|was|warum|wieso|weshalb|welche[rsnm]?|wann|wo|wer|woran|worauf|womit|wofür"
    r"|wodurch|können|haben|sind|würden|geben sie|führen sie|erläutern|zeigen sie|vergleichen"
    r"|skizzieren|berichten|erzähl|beschreib|nenn|erklär|schildere|stell dir|gibt es|gab es"
    r"|hast|bist|kannst|würdest|nehmen wir an)\b"
)
_QUALITY = r"(?:sample|example|model|suggested|possible|strong|good|ideal|best|expected)"
_ANTWORT = r"(?:beispiel|muster)?-?antwort(?:en)?|(?:mögliche|gute|ideale) antwort(?:en)?"

REQUEST = re.compile(_REQUESTS, re.IGNORECASE)
"""A line that begins so asks for something although it has no question mark."""

OPENING = re.compile(_OPENINGS, re.IGNORECASE)
"""The second sentence of a prompt may begin so."""

ANSWERING = re.compile(
    r"(?:i|i'd|i'll|i've|i'm|my|we|our|yes|no|first,|ich|mein|meine|wir|unsere?|ja|nein|zuerst)\b",
    re.IGNORECASE,
)
"""A line that begins so answers, even if it asks something on the way."""

REQUEST_AND_ANSWER = re.compile(
    r"(?:please )?(?:tell (?:us|me)|describe|explain|walk (?:us|me)|name|talk (?:us|me)"
    r"|erzählen|beschreiben|nennen|erklären|schildern)\b[^.?!]{10,200}\.\s+"
    r"(?=\S+\s+\S+\s+\S)",
    re.IGNORECASE,
)
"""A request in one sentence, up to the answer that follows on the same line."""

LABEL = re.compile(
    r"(?P<question>q(?:uestion)?|frage|f)\s*(?:#?\d+)?\s*[:.)–-]\s*(?=\S)"
    rf"|(?P<answer>(?:{_QUALITY}\s+)?answers?|a|response|{_ANTWORT})"
    r"\s*(?:#?\d+)?\s*[:.)–-]\s*(?=\S)",
    re.IGNORECASE,
)
"""`Q:`, `Question 3:`, `A:`, `Sample answer 1:` at the beginning of a line."""

BARE_ANSWER = re.compile(
    rf"(?:(?:an? |one |the )?{_QUALITY}\s+(?:answers?|responses?)|answers?|response|{_ANTWORT})"
    r"\s*(?:#?\d+)?\s*:?$",
    re.IGNORECASE,
)
"""A line that only says that an answer follows."""
