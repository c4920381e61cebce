"""Sentences that several inputs share, so that one thing is said in one way."""

from typing import Final

CREATES: Final = "What a new one is created with."
UPDATES: Final = (
    "What is changed. A field that is absent stays as it is; null clears it. A localised field "
    "names the locales it sets, and the others stay."
)
KEY: Final = (
    "A codename for people: lower-case letters and digits, joined by single hyphens, at most 80 "
    "characters, unique per type."
)
HOME: Final = (
    "The id of the role page or job description this is written for; it is published and "
    "archived with it and used nowhere else. Absent: shared."
)
ABSTRACT: Final = "Whether it is there to be inherited only: it has no slug and is in no list."
EXTENDS: Final = "The id of the one it inherits from, of its own type."
SKILLS: Final = "Ids of skills."
LEVELS: Final = "The levels it suits."
BLOCKS: Final = "Its sections, in order."
OPERATIONS: Final = "Changes of its blocks, applied in order after the fields, all or none."
