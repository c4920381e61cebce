"""Where every role page is read: for sitemaps, which need no more of them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import orjson

from content.catalogue.tags import list_tag
from content.reading.addressing import Node
from content.reading.documents import Document, aggregate, count
from content.reading.presenting import remaining
from content.reading.reader import Reader

MOST_ADDRESSES: Final = 10_000
"""In one part, so that a sitemap of it stays small enough whatever the number of locales."""

_AT_ONCE: Final = 250
_PAGES: Final = {"typename": "RolePage"}


@dataclass(frozen=True)
class PageAddress:
    """Where a page is read in one locale, and in which others it is really published."""

    url: str
    updated_at: str
    translations: tuple[tuple[str, str], ...]
    """Locales with the address there."""


async def parts(reader: Reader) -> int:
    """Into how many parts the addresses divide; at least one."""
    _note(reader)
    return max(1, -(-await count(reader, _PAGES) // MOST_ADDRESSES))


async def addresses(reader: Reader, part: int) -> AsyncIterator[PageAddress]:
    """The addresses of a part, from 1 on, by key; none of a page that wants not to be found."""
    _note(reader)
    stages: list[dict[str, Any]] = [
        {"$match": _PAGES},
        {"$sort": {"key": 1}},
        {"$skip": (part - 1) * MOST_ADDRESSES},
        {"$limit": MOST_ADDRESSES},
        {"$match": {"listed": True, "slug": {"$ne": None}}},
        {"$project": {"row": 1, "tags": 1, "entity": 1}},
    ]
    found = iter(await aggregate(reader, stages))
    while some := list(islice(found, _AT_ONCE)):
        for document in some:
            row = _row(reader, document)
            if row is not None and row["seo"]["robots"] != "NOINDEX":
                yield _address(row)
        await asyncio.sleep(0)  # others are served meanwhile


def _note(reader: Reader) -> None:
    reader.reads.is_of_documents_alone = False
    reader.reads.depends_on(
        list_tag("RolePage", locale) for locale in reader.installation.locales.all
    )


def _row(reader: Reader, document: Document) -> Node | None:
    reader.reads.carried.add(document["entity"])
    return remaining(reader.installation, document, orjson.loads(document["row"]))


def _address(row: Node) -> PageAddress:
    published = tuple((each["locale"], each["url"]) for each in row["translations"] if each["url"])
    return PageAddress(row["url"], row["updatedAt"], published)
