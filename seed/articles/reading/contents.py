"""Tables of contents: lists of links into the article itself, which are navigation."""

import re
from dataclasses import replace

from seed.articles.document import Block, Document, Kind, Piece
from seed.articles.inline import Inline, join

_NAMES = re.compile(
    r"(?:table of )?contents|on this page|in this (?:article|guide)|jump to|quick links"
    r"|inhalt(?:sverzeichnis|sübersicht)?|auf dieser seite",
    re.IGNORECASE,
)


def without_contents(document: Document) -> Document:
    """The document without lists of links to its own sections; other such links are text."""
    blocks = document.blocks
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Piece):
            if _leads(block) or (_names_contents(block) and _leads_next(blocks, at)):
                continue
            block = replace(block, inline=_unlinked(block.inline))
        kept.append(block)
    return Document(tuple(kept))


def _leads(piece: Piece) -> bool:
    """Whether an item is nothing but a link into the page."""
    seen = [span for span in piece.inline if span.text.strip(" .|0123456789")]
    return piece.kind is Kind.ITEM and bool(seen) and all(s.href.startswith("#") for s in seen)


def _names_contents(piece: Piece) -> bool:
    return bool(_NAMES.fullmatch(piece.text.strip(" :")))


def _leads_next(blocks: tuple[Block, ...], at: int) -> bool:
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    return isinstance(after, Piece) and _leads(after)


def _unlinked(inline: Inline) -> Inline:
    return join(replace(s, href="") if s.href.startswith("#") else s for s in inline)
