"""Filling a database with generated pages, by the operations that editors' clients call."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple, TypeVar

from bench.opening import BY, opened
from bench.pages.composing import role_with_page
from bench.pages.parts import shared_parts
from bench.report import Chapter, Fact
from content.documents.resolved import Resolved
from content.editing import NewEntity, create_all
from content.installation import Installation
from content.publishing import Target, publish_all

T = TypeVar("T")

_PARTS_AT_ONCE: Final = 100
_PAGES_AT_ONCE: Final = 20


class Page(NamedTuple):
    """A published page: its entity, the `_id` of its resolved document, its slug."""

    entity: str
    document: str
    slug: str


async def fill(uri: str, database: str, pages: int, shared_uses: int) -> Chapter:
    """That many published pages; the first `shared_uses` of them share one statement."""
    chapter = Chapter(f"Making {pages:,} role pages")
    async with opened(uri, database) as installation:
        parts = shared_parts()
        with _timed(chapter, "parts made and published", len(parts.news), _PARTS_AT_ONCE):
            for some in _batches(parts.news, _PARTS_AT_ONCE):
                await _publish(installation, some)
        what = "pages made and published, each with its role and job description"
        with _timed(chapter, what, pages, _PAGES_AT_ONCE):
            for numbers in _batches(range(pages), _PAGES_AT_ONCE):
                news = [
                    new
                    for number in numbers
                    for new in role_with_page(number, parts, on_many_pages=number < shared_uses)
                ]
                await _publish(installation, news)
    return chapter


@contextmanager
def _timed(chapter: Chapter, what: str, count: int, at_once: int) -> Iterator[None]:
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    told = f"{at_once} a transaction, {1_000 * cpu / count:.1f} ms of CPU each"
    chapter.facts.append(Fact(what, count / wall, "/s", told))


async def _publish(installation: Installation, news: Sequence[NewEntity]) -> None:
    created = await create_all(installation, news, by=BY)
    targets = [Target(entity_id=each.id, locale="en", revision=each.version) for each in created]
    await publish_all(installation, targets, by=BY)


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


async def published_pages() -> list[Page]:
    """Every page of the open installation, in an order that does not follow their making."""
    found = Resolved.get_motor_collection().find({"typename": "RolePage"}, {"entity": 1, "slug": 1})
    pages = [Page(each["entity"], each["_id"], each["slug"]) async for each in found]
    return sorted(pages, key=lambda page: page.slug[::-1])
