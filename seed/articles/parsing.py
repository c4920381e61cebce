"""A file's document to its draft: every pure step in order."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import orjson

from seed.articles.accounting import Account, account
from seed.articles.composing import Draft, compose
from seed.articles.document import Document, Kind, Piece
from seed.articles.interpreting import interpret
from seed.articles.naming import RoleName, name_role
from seed.articles.outlining import Look, look, outline
from seed.articles.problems import ArticleError
from seed.articles.recognising import Recogniser
from seed.articles.sectioning import divide


@dataclass(frozen=True)
class Parsed:
    """An article read and understood in one locale."""

    document: Document
    role: RoleName
    draft: Draft

    @cached_property
    def account(self) -> Account:
        """Where each piece went."""
        return account(self.document, self.draft)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what the article says, however its file writes it."""
        said = [
            [[s.text, s.bold, s.italic, s.code, s.href] for s in piece.inline]
            for piece in self.document.pieces()
        ]
        return hashlib.sha256(orjson.dumps([self.draft.locale, said])).hexdigest()


def parse(document: Document, locale: str) -> Parsed:
    """The draft of a document, all of it placed.

    Raises ArticleError if no line names the role, or naming the text that found no field.
    """
    pieces = document.pieces()
    lines = (line for piece in pieces for line in piece.text.split("\n"))
    role = name_role(lines, _first_line(pieces), locale)
    recogniser = Recogniser(role.words)
    article = interpret(divide(outline(document, recogniser), recogniser), role)
    parsed = Parsed(document, role, compose(article, document, locale))
    if parsed.account.unplaced:
        lost = parsed.account.unplaced[0]
        more = len(parsed.account.unplaced) - 1
        also = f" and {more} more" if more else ""
        text = lost.text if len(lost.text) <= 120 else lost.text[:119] + "…"
        raise ArticleError(f"no field was found for {lost.position}{also}: “{text}”")
    return parsed


def _first_line(pieces: tuple[Piece, ...]) -> str | None:
    for piece in pieces[:6]:
        if piece.kind is Kind.HEADING and piece.level == 1:
            return piece.text
    return pieces[0].text if pieces and look(pieces[0]) is not Look.NONE else None
