"""The words by which headings name their topic.

Patterns are searched in order in a normalised heading: casefolded, without marks at its ends.
What named groups take, and what lies outside the match, counts as words of the heading's
own: a line that is not set off as a heading may have none but the role's name and FILLERS.
Both languages are tried whatever the locale: German articles have English headings too.
"""

import re

from seed.articles.vocabulary import english, german

PATTERNS = [
    (topic, re.compile(pattern))
    for patterns in (english.FIRST, german.FIRST, german.THEN, english.THEN)
    for topic, pattern in patterns
]

FILLERS = english.FILLERS | german.FILLERS
