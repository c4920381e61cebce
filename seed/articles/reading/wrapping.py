"""Lines back to paragraphs: which line breaks are only the margin of an editor."""

import itertools
from collections.abc import Sequence

WIDEST = 110
"""No margin is assumed beyond this: longer lines are paragraphs as they are."""


def margin(paragraphs: Sequence[Sequence[str]]) -> int:
    """The width at which the text was broken into lines, 0 if lines are paragraphs.

    Each paragraph is its lines. A margin shows in lines that end inside a sentence and go
    on in lower case, most of them nearly as long as the longest line.
    """
    lengths = [len(line) for lines in paragraphs for line in lines]
    widest = max(lengths, default=0)
    if not 30 <= widest <= WIDEST:
        return 0
    broken = full = 0
    for lines in paragraphs:
        for line, after in itertools.pairwise(lines):
            if line[-1] not in ".:;!?" and after[0].islower():
                broken += 1
                full += len(line) >= 0.7 * widest
    return widest if broken >= 2 and full >= 0.6 * broken else 0


def goes_on(line: str, after: str, width: int) -> bool:
    """Whether the line was broken by the margin: the next word would not have fitted."""
    if not width or not line or not after:
        return False
    word = len(after.split(" ", 1)[0])
    if len(line) + 1 + word > width:
        return True
    return after[0].islower() and line[-1] not in ".:;!?"
