"""The account of an import: every piece of the article and the field it went to."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.rules.markdown import render
from seed.articles.composing.draft import Draft, Placement
from seed.articles.document import Document, Piece


@dataclass(frozen=True)
class Entry:
    """One piece of the article: where it stood, its text, the fields it is in now."""

    position: str
    text: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Account:
    """All pieces; `unplaced` are those of which a part is in no field."""

    entries: tuple[Entry, ...]
    unplaced: tuple[Entry, ...]

    @property
    def percent(self) -> int:
        """How many pieces of a hundred are placed whole, rounded down."""
        placed = len(self.entries) - len(self.unplaced)
        return 100 * placed // len(self.entries) if self.entries else 0


def account(document: Document, draft: Draft) -> Account:
    """Where each piece went, checked against the text that will be stored."""
    plain = {name: render(markdown).plain for name, markdown in draft.fields.items()}
    shown = {
        name: _letters(draft.names.shown(text)) for name, text in (plain | draft.lines).items()
    }
    by_piece: dict[int, list[Placement]] = {}
    for placement in draft.placements:
        if placement.shown and _letters(placement.text) not in shown[placement.field]:
            continue
        by_piece.setdefault(placement.index, []).append(placement)
    entries: list[Entry] = []
    unplaced: list[Entry] = []
    for piece in document.pieces():
        found = by_piece.get(piece.index, [])
        fields = tuple(dict.fromkeys(placement.field for placement in found))
        entry = Entry(piece.position, piece.text, fields)
        entries.append(entry)
        if not _covers(piece, found):
            unplaced.append(entry)
    return Account(tuple(entries), tuple(unplaced))


def _letters(text: str) -> str:
    """What has to survive: letters, digits and signs, apart from spaces and ornament."""
    return "".join(c for c in text.casefold() if c.isalnum() or c in "#+<>{}$€%&@=/^~`*_")


def _covers(piece: Piece, placements: Sequence[Placement]) -> bool:
    """Whether the placed stretches together hold every letter of the piece, in their order."""
    whole = "".join(c for c in _letters(piece.text) if c.isalnum())
    if not whole:
        return True
    covered = bytearray(len(whole))
    parts = ["".join(c for c in _letters(p.text) if c.isalnum()) for p in placements]
    for part in sorted(filter(None, parts), key=len, reverse=True):
        if whole in part:
            return True
        places = [at for at in range(len(whole)) if whole.startswith(part, at)]
        if places:
            start = min(places, key=lambda at: sum(covered[at : at + len(part)]))
            covered[start : start + len(part)] = b"\x01" * len(part)
    return all(covered)
