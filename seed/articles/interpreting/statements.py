"""Lists of responsibilities, requirements, reasons and benefits."""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.values.blocks import StatementKind
from content.values.sources import Importance
from seed.articles.article import Heading, Item, Label, Part, Prose, Statements, Text
from seed.articles.document import Hint, Kind, Piece
from seed.articles.interpreting.headings import (
    MAX_WORDS,
    heading_text,
    leads,
    split_in_any_way,
    way,
)
from seed.articles.interpreting.lists import Listing, find_list, groups
from seed.articles.outlining import Look, look
from seed.articles.topics import Topic

KINDS = {
    Topic.WHY: StatementKind.REASON,
    Topic.DUTIES: StatementKind.RESPONSIBILITY,
    Topic.REQUIREMENTS: StatementKind.REQUIREMENT,
    Topic.BENEFITS: StatementKind.BENEFIT,
}
_PREFERRED = re.compile(
    r"nice|prefer|desirable|bonus|a plus|advantage|optional|von vorteil|wünschenswert|erwünscht"
    r"|\bkann\b",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"must|required|essential|minimum|mandatory|zwingend|erforderlich|\bmuss\b", re.IGNORECASE
)


def statements(
    heading: Heading, body: Sequence[Piece], topic: Topic, *, in_job: bool
) -> tuple[list[Part], list[Label]]:
    """The parts a section of statements becomes: lists, or free text if it holds no list."""
    labels = [Label(p, "columns of the list") for p in body if p.hint is Hint.LABEL]
    body = [piece for piece in body if piece.hint is not Hint.LABEL]
    parts: list[Part] = []
    lines_count = in_job or topic is Topic.REQUIREMENTS
    grouped = groups(body, topic)
    for name, group in grouped:
        before_groups = name is None and len(grouped) > 1
        own = (name.but(heading_text(name.inline)),) if name else ()
        listing = find_list(group, lines_count=lines_count and not before_groups)
        if listing is None:
            parts.append(Prose((*heading, *own), group))
        else:
            parts.append(_statements((*heading, *own), listing, topic))
        heading = ()
    return parts, labels


def _statements(heading: Heading, listing: Listing, topic: Topic) -> Statements:
    told = " ".join(piece.text for piece in heading)
    importance = None
    if topic is Topic.REQUIREMENTS:
        if _PREFERRED.search(told):
            importance = Importance.PREFERRED
        elif _REQUIRED.search(told):
            importance = Importance.REQUIRED
    how = way([item[0] for item in listing.items])
    over = [item for item in listing.items if len(item) > 1 and _stands_over(item)]
    on_own_line = 2 * len(over) > len(listing.items)
    return Statements(
        KINDS[topic],
        heading,
        listing.intro,
        [item(pieces, how, on_own_line=on_own_line) for pieces in listing.items],
        listing.outro,
        importance,
    )


def item(pieces: Text, how: str, *, on_own_line: bool) -> Item:
    """A statement of an item's pieces, its heading taken off in the way of its list.

    `on_own_line`: headings stand above their text in this list.
    """
    first, rest = pieces[0], pieces[1:]
    if (
        rest
        and (leads(first) if not on_own_line else _stands_over(pieces))
        and (on_own_line or first.kind is Kind.HEADING)
    ):
        return Item(first.but(heading_text(first.inline)), raised(rest))
    head, text = split_in_any_way(first, how)
    if how and head is None and rest and leads(first) and rest[0].kind is Kind.PARAGRAPH:
        return Item(first.but(heading_text(first.inline)), raised(rest))
    if first.kind is Kind.HEADING and not rest:
        text = replace(text, kind=Kind.PARAGRAPH)
    return Item(head, [replace(text, kind=Kind.PARAGRAPH, depth=0), *raised(rest)])


def _stands_over(item: Text) -> bool:
    """Whether the first piece of an item is short enough to be the heading of the others."""
    first, second = item[0], item[1]
    if leads(first) or look(first) is Look.COLON:
        return True
    sentence = len(first.text.split()) <= MAX_WORDS and first.text.endswith((".", "!"))
    return sentence and second.kind is Kind.PARAGRAPH and not first.text[:-1].count(". ")


def raised(pieces: Sequence[Piece]) -> Text:
    """Pieces moved out of the item they stood in, those of one list kept together."""
    least = min((piece.depth for piece in pieces), default=0)
    return [replace(piece, depth=piece.depth - least) for piece in pieces]
