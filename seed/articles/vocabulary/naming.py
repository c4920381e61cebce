"""Lines that name the role an article is about, each with how much that counts."""

import re

_A = (
    r"(?:an? |the |your (?:first |next )?|good |great |ein |eine |einen |einer |eines |der |die"
    r" |den )?"
)
_DUTIES = r"(?:responsibilities|duties|tasks)"
_HIRE = r"(?:hire|hiring|employ|employing|recruit|recruiting|need|find)"
LABEL = 2
"""A job's own title may say more than the role: headings count for more."""
FROM_A_SECTION = 4
"""What "… responsibilities" and "… interview questions" name; a question says more exactly."""

_PATTERNS: list[tuple[int, str]] = [
    (6, rf"^(?:what|who) (?:is|are) {_A}(.+?)\??$"),
    (6, rf"^(?:was|wer) (?:ist|sind)(?: eigentlich)? {_A}(.+?)\??$"),
    (5, rf"^what (?:does|do) {_A}(.+?)(?: actually)? do\b.*$"),
    (5, rf"^was (?:macht|machen|tut|tun)(?: eigentlich)? {_A}(.+?)(?: eigentlich)?\??$"),
    (LABEL, r"^(?:job |position |role )?title\s*:\s*(.+)$"),
    (LABEL, r"^(?:stellen|job|positions)?(?:titel|bezeichnung)\s*:\s*(.+)$"),
    (LABEL, r"^(?:position|role|stelle|berufsbezeichnung)\s*:\s*(.+)$"),
    (4, rf"^why (?:do |should )?(?:you |businesses |companies )?(?:should )?{_HIRE} {_A}(.+?)\??$"),
    (4, rf"^(?:\w+ )?reasons (?:to|for) {_HIRE} {_A}(.+)$"),
    (4, rf"^{_A}(.+?)(?:'s|’s)?(?: key| main| core)? (?:job )?{_DUTIES}\b.*$"),
    (4, rf"^(?:sample )?{_A}(.+?) job (?:description|advert|ad|posting)s?\b.*$"),
    (4, rf"^(?:sample |common |\d+ )?{_A}(.+?) interview questions?\b.*$"),
    (3, rf"^(?:.*\b)?{_DUTIES} (?:of|for) {_A}(.+)$"),
    (3, rf"^(?:.*\b)?interview questions (?:for|to ask) {_A}(.+)$"),
    (3, rf"^(?:.*\b)?job description (?:for|of) {_A}(.+)$"),
    (3, rf"^(?:how to )?{_HIRE} {_A}(.+)$"),
    (4, rf"^warum (?:sie |unternehmen )?{_A}(.+?) (?:einstellen|brauchen|beschäftigen)\b.*$"),
    (3, rf"^(?:die )?aufgaben (?:von |für )?{_A}(.+)$"),
    (
        3,
        r"^(?:muster-?)?stellen(?:beschreibung|anzeige|ausschreibung)(?: für| als|:| –| -)?"
        rf" {_A}(.+)$",
    ),
    (3, rf"^(?:.*\b)?(?:interview|bewerbungs)fragen (?:für|an) {_A}(.+)$"),
    (
        3,
        r"^([^:–]+?)(?::| –| -) "
        r"(?:stellenbeschreibung|aufgaben|interviewfragen|anforderungen)\b.*$",
    ),
]
NAMING = [(weight, re.compile(pattern, re.IGNORECASE)) for weight, pattern in _PATTERNS]
