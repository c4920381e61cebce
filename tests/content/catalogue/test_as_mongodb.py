"""The catalogue answers as MongoDB does: whatever is asked, whatever was published meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from content import reading
from content.installation import Installation, open_installation
from content.reading import CursorSeal, ListQuery, Order, Reader
from content.store import connect
from content.values.locales import LocaleConfig
from content.values.predicate import And, Field
from tests.conftest import LOCALES, PAGE_URL
from tests.content.catalogue.corpus import FAMILIES, LEVELS, SKILLS, START, TYPENAMES, WORDS
from tests.content.catalogue.corpus import document as made
from tests.content.cataloguing import catalogued
from tests.content.predicates import predicates

T = TypeVar("T")

SEAL = CursorSeal(b"k" * 32)
DOCUMENTS = 300
ORDERS = [order for order in Order if order is not Order.RELEVANCE]
TEXT_VALUES: dict[Field, tuple[str, ...]] = {
    Field.LEVEL: LEVELS,
    Field.FAMILY: FAMILIES,
    Field.SKILLS: SKILLS,
    Field.LEVELS: LEVELS,
    Field.ROLE: ("baker", "cook", "nobody"),
    Field.KEY: ("key-1", "key-2", "key-3", "key-30", "nothing"),
    Field.ENTITY: ("e0001", "e0002", "e0003", "e0030"),
    Field.COMPETENCIES: ("care", "trust"),
}
SEVERAL = settings(
    max_examples=40,
    phases=(Phase.explicit, Phase.generate),  # making it smaller would take minutes
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


_numbers = st.none() | st.integers(0, 12)
_moments = st.none() | st.timedeltas(
    min_value=-START.resolution, max_value=40 * (START.replace(hour=1) - START)
).map(lambda after: START + after)
BOUNDS = {
    Field.DIFFICULTY: _numbers,
    Field.MINUTES: _numbers,
    Field.PUBLISHED_AT: _moments,
    Field.UPDATED_AT: _moments,
}
queries = st.builds(
    ListQuery,
    typenames=st.sampled_from(TYPENAMES).map(lambda name: (name,)),
    locale=st.sampled_from(("en", "de")),
    where=predicates(TEXT_VALUES, BOUNDS),
    order=st.sampled_from(ORDERS),
)
edits = st.lists(st.integers(0, DOCUMENTS + 20), max_size=6)


class Library:
    """An installation with made-up documents, answered by MongoDB and by its catalogue."""

    def __init__(self, runner: asyncio.Runner, installation: Installation) -> None:
        self.runner = runner
        self.installation = installation
        self.stamp = 1

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """What some work comes to."""
        return self.runner.run(work)

    async def edit(self, numbers: list[int], random: Random) -> None:
        """Publishes each of these anew, or unpublishes it."""
        self.stamp += 1
        resolved = self.installation.store.database.get_collection("resolved")
        told = []
        for number in numbers:
            document = made(number, random, self.stamp)
            told.append(document["_id"])
            if random.random() < 0.3:
                await resolved.delete_one({"_id": document["_id"]})
            else:
                await resolved.replace_one({"_id": document["_id"]}, document, upsert=True)
        await self.installation.news.tell(dict.fromkeys(told))

    @asynccontextmanager
    async def mongodb(self) -> AsyncIterator[None]:
        """MongoDB is asked while the block runs."""
        catalogue = self.installation.catalogue
        assert self.installation.news.is_current
        assert catalogue.is_ready
        catalogue.is_ready = False
        try:
            yield
        finally:
            catalogue.is_ready = True


@pytest.fixture
def library(mongodb_uri: str, database: str) -> Iterator[Library]:
    """Three hundred documents, catalogued."""

    async def opened() -> Installation:
        store = await connect(mongodb_uri, database)
        installation = await open_installation(store, LocaleConfig.parse(LOCALES), PAGE_URL)
        resolved = store.database.get_collection("resolved")
        await resolved.delete_many({})
        random = Random(1)
        await resolved.insert_many([made(number, random) for number in range(DOCUMENTS)])
        return installation

    with asyncio.Runner() as runner:
        installation = runner.run(opened())
        kept = catalogued(installation)
        runner.run(kept.__aenter__())
        try:
            yield Library(runner, installation)
        finally:
            runner.run(kept.__aexit__(None, None, None))
            runner.run(installation.store.close())


async def walked(installation: Installation, query: ListQuery, size: int) -> list[Any]:
    """The whole list, in pages of a size: forwards, then backwards."""
    pages: list[Any] = []
    window = reading.window(first=size)
    while True:
        page = await reading.listing(Reader(installation), query, window, SEAL)
        pages.append(([item.node["key"] for item in page.items], page.has_next, page.has_previous))
        if not page.has_next or len(pages) > 8:
            break
        window = reading.window(first=size, after=page.end_cursor)
    window = reading.window(last=size)
    while True:
        page = await reading.listing(Reader(installation), query, window, SEAL)
        pages.append(([item.node["key"] for item in page.items], page.has_next, page.has_previous))
        if not page.has_previous or len(pages) > 16:
            return pages
        window = reading.window(last=size, before=page.start_cursor)


async def answered(installation: Installation, query: ListQuery, size: int) -> list[Any]:
    """Everything there is to ask of a list."""
    return [
        await reading.total(Reader(installation), query),
        await reading.facets(Reader(installation), query),
        await walked(installation, query, size),
    ]


def test_lists_totals_and_facets_are_the_same(library: Library) -> None:
    @given(query=queries, numbers=edits, size=st.sampled_from((3, 20, 100)), seed=st.integers())
    @SEVERAL
    def same(query: ListQuery, numbers: list[int], size: int, seed: int) -> None:
        async def compare() -> None:
            await library.edit(numbers, Random(seed))
            ours = await answered(library.installation, query, size)
            async with library.mongodb():
                assert ours == await answered(library.installation, query, size)

        library.run(compare())

    same()


def test_each_goes_on_with_the_others_pages(library: Library) -> None:
    @given(query=queries, size=st.integers(1, 30))
    @SEVERAL
    def same(query: ListQuery, size: int) -> None:
        async def compare() -> None:
            installation = library.installation
            whole = await reading.listing(
                Reader(installation), query, reading.window(first=100), SEAL
            )
            keys = [item.node["key"] for item in whole.items]
            first = reading.window(first=size)
            page = await reading.listing(Reader(installation), query, first, SEAL)
            async with library.mongodb():
                other = await reading.listing(Reader(installation), query, first, SEAL)
                if page.has_next:
                    onwards = reading.window(first=size, after=page.end_cursor)
                    rest = await reading.listing(Reader(installation), query, onwards, SEAL)
                    assert [item.node["key"] for item in rest.items] == keys[size : size * 2]
            if other.has_next:
                onwards = reading.window(first=size, after=other.end_cursor)
                rest = await reading.listing(Reader(installation), query, onwards, SEAL)
                assert [item.node["key"] for item in rest.items] == keys[size : size * 2]

        library.run(compare())

    same()


words = st.sampled_from(sorted({*WORDS["en"], *WORDS["de"]}))
searches = st.lists(
    words | st.lists(words, min_size=1, max_size=2).map(lambda some: f'"{" ".join(some)}"'),
    min_size=1,
    max_size=3,
).map(" ".join)


def test_a_search_finds_whatever_mongodb_finds(library: Library) -> None:
    @given(query=queries, search=searches, numbers=edits, seed=st.integers())
    @SEVERAL
    def found(query: ListQuery, search: str, numbers: list[int], seed: int) -> None:
        for where in (query.where, And()):
            library.run(compare(replace(query, search=search, where=where), numbers, seed))

    async def compare(query: ListQuery, numbers: list[int], seed: int) -> None:
        await library.edit(numbers, Random(seed))
        best = replace(query, order=None)
        ours = {}
        for name, asked in (("ordered", query), ("best", best)):
            ours[name] = await keys_of(library.installation, asked)
        total = await reading.total(Reader(library.installation), best)
        facets = await reading.facets(Reader(library.installation), best)
        assert set(ours["ordered"]) == set(ours["best"])
        assert len(ours["best"]) == total == len(set(ours["best"]))
        assert all(value.count <= total for facet in facets for value in facet.values)
        async with library.mongodb():
            theirs = await keys_of(library.installation, best)
            assert set(theirs) <= set(ours["best"])
            in_order = await keys_of(library.installation, query)
        assert [key for key in ours["ordered"] if key in set(in_order)] == in_order

    found()


async def keys_of(installation: Installation, query: ListQuery) -> list[str]:
    """The keys of a whole list, read in pages."""
    keys: list[str] = []
    window = reading.window(first=30)
    while True:
        page = await reading.listing(Reader(installation), query, window, SEAL)
        keys += [item.node["key"] for item in page.items]
        if not page.has_next:
            return keys
        window = reading.window(first=30, after=page.end_cursor)
