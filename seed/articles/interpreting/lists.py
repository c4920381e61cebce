"""Where the items of a list begin and end, and the sentences before and after them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from seed.articles.document import Kind, Piece
from seed.articles.interpreting.headings import leads
from seed.articles.outlining import Look, look
from seed.articles.topics import Topic

Text = list[Piece]
MIN_LINES = 3
_KEYWORD = re.compile(r"(?:[^\s.!?]+ ?){1,4}[.!] +\S+ +\S")


@dataclass
class Listing:
    """A list found in a section: each item is its pieces, the first of them its beginning."""

    intro: Text
    items: list[Text]
    outro: Text = field(default_factory=list)


def groups(body: Sequence[Piece], topic: Topic) -> list[tuple[Piece | None, Text]]:
    """The body cut where sub-headings divide its list; one group without heading if none do."""
    heads = [at for at in range(len(body) - 1) if _divides(body, at, topic)]
    marked = [at for at in heads if look(body[at]) in (Look.REAL, Look.CAPS, Look.BOLD)]
    if len(heads) < 2 and not marked:
        return [(None, list(body))]
    cut: list[tuple[Piece | None, Text]] = []
    if heads[0]:
        cut.append((None, list(body[: heads[0]])))
    for at, end in zip(heads, [*heads[1:], len(body)], strict=True):
        cut.append((body[at], list(body[at + 1 : end])))
    return cut


def _divides(body: Sequence[Piece], at: int, topic: Topic) -> bool:
    piece = body[at]
    form = look(piece)
    if form is Look.NONE or (topic is Topic.WHY and form is not Look.COLON):
        return False
    after = body[at + 1]
    if form is Look.REAL and after.kind is Kind.PARAGRAPH and at + 2 < len(body):
        after = body[at + 2]  # a lead-in between heading and list
    return after.kind is Kind.ITEM and not after.depth


def find_list(body: Sequence[Piece], *, lines_count: bool) -> Listing | None:
    """The list in a section's body, None if it is running text.

    `lines_count`: paragraphs without any mark are items too, as in a list of requirements.
    """
    if any(piece.kind is Kind.ITEM and not piece.depth for piece in body):
        return _marked(body)
    return _headed(body) or _labelled(body) or _lines(body, lines_count)


def _marked(body: Sequence[Piece]) -> Listing:
    items = [at for at, p in enumerate(body) if p.kind is Kind.ITEM and not p.depth]
    numbered = [at for at in items if body[at].numbered]
    if items[0] in numbered and len(numbered) > 1:
        items = numbered
    return _cut(body, items)


def _cut(body: Sequence[Piece], starts: list[int]) -> Listing:
    """The list whose items begin at those indexes; the last has no more text than others."""
    listing = Listing(list(body[: starts[0]]), [])
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        listing.items.append(list(body[start:end]))
    last = listing.items[-1]
    own = _own_length(listing.items[:-1], last)
    listing.items[-1], listing.outro = last[:own], last[own:]
    return listing


def _own_length(others: list[Text], last: Text) -> int:
    """How many pieces of the last item are its own, judged by the other items."""
    loose = [at for at, p in enumerate(last) if at and not p.depth and p.kind is Kind.PARAGRAPH]
    if not loose:
        return len(last)
    usual = (
        max(Counter(_loose(item) for item in others).items(), key=lambda c: c[1])[0]
        if others
        else None
    )
    if usual is None:
        usual = 1 if last[0].kind is Kind.HEADING or leads(last[0]) else 0
    elif usual == 0 and loose[0] == 1 and leads(last[0]) and not any(map(leads, _firsts(others))):
        usual = 1
    return loose[usual] if usual < len(loose) else len(last)


def _firsts(items: list[Text]) -> list[Piece]:
    return [item[0] for item in items]


def _loose(item: Text) -> int:
    return sum(1 for p in item[1:] if not p.depth and p.kind is Kind.PARAGRAPH)


def _headed(body: Sequence[Piece]) -> Listing | None:
    """Items that are a heading and the text under it."""
    for forms in ((Look.REAL,), (Look.CAPS,), (Look.BOLD,), (Look.COLON,), (Look.SHORT,)):
        starts = [
            at
            for at in range(len(body) - 1)
            if look(body[at]) in forms and look(body[at + 1]) is Look.NONE
        ]
        if forms == (Look.SHORT,):
            starts = [
                at for at in starts if len(body[at].text.split()) <= 9 and not body[at + 1].depth
            ]
        if len(starts) > 1 or (starts and forms == (Look.REAL,)):
            return _cut(body, starts)
    return None


def _labelled(body: Sequence[Piece]) -> Listing | None:
    """Paragraphs that each begin with their own heading: `Heading: text`."""
    starts = [at for at, piece in enumerate(body) if leads(piece, inside=True)]
    if len(starts) < 2 or len(starts) < 0.6 * (starts[-1] - starts[0] + 1):
        return None
    return _cut(body, starts)


def _lines(body: Sequence[Piece], lines_count: bool) -> Listing | None:
    """Lines without any mark: those that stand together, or all of them."""
    runs: list[list[int]] = []
    for at, piece in enumerate(body):
        if piece.gap or not runs:
            runs.append([])
        runs[-1].append(at)
    longest = max(runs, key=len, default=[])
    if len(longest) > 1 and len(longest) > len(body) // 2 and _mostly_short(body, longest):
        first = longest[0]
        if body[first].text.rstrip().endswith(":"):
            first += 1
        last = longest[-1] + 1
        if last - first > 1:
            items = [[body[at]] for at in range(first, last)]
            return Listing(list(body[:first]), items, list(body[last:]))
    counts = lines_count or _are_single_sentences(body) or _are_led_by_words(body)
    return _all_lines(body) if counts else None


def _are_led_by_words(body: Sequence[Piece]) -> bool:
    """Whether each paragraph begins with its keyword: `Speed. A trained …`."""
    led = [p for p in body if p.kind is Kind.PARAGRAPH and _KEYWORD.match(p.text)]
    return 1 < len(led) == len(body)


def _are_single_sentences(body: Sequence[Piece]) -> bool:
    """Whether every paragraph is one sentence, as in a list that lost its marks."""
    if len(body) < MIN_LINES or any(p.kind is not Kind.PARAGRAPH or p.depth for p in body):
        return False
    return all(
        len(p.text.split()) <= 30 and not re.search(r"[.!?]\s", p.text.rstrip()) for p in body
    )


def _mostly_short(body: Sequence[Piece], run: list[int]) -> bool:
    words = sorted(len(body[at].text.split()) for at in run)
    return words[len(words) // 2] <= 40


def _all_lines(body: Sequence[Piece]) -> Listing | None:
    pieces = list(body)
    intro: Text = []
    outro: Text = []
    open_ended = sum(1 for p in pieces if not p.text.rstrip().endswith((".", "!", ":")))
    sentences = 2 * open_ended < len(pieces)
    while pieces and pieces[0].text.rstrip().endswith(":"):
        intro.append(pieces.pop(0))
    while len(pieces) > 2 and not intro and not sentences and _is_sentence(pieces[0]):
        intro.append(pieces.pop(0))
    while len(pieces) > 2 and not sentences and _is_sentence(pieces[-1]):
        outro.insert(0, pieces.pop())
    return Listing(intro, [[piece] for piece in pieces], outro) if pieces else None


def _is_sentence(piece: Piece) -> bool:
    return piece.text.rstrip().endswith((".", "!"))
