"""The names that facets are told with: kept while nothing changes, and never old."""

import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest

from content import publishing, reading
from content.installation import Installation
from content.reading import CursorSeal, ListQuery, Reader, documents, labels
from content.values.entity import Entity
from content.values.ids import ContentType
from tests.content.cataloguing import catalogued
from tests.content.desk import BY, Desk

PAGES = ListQuery(("RolePage",), "en")


class Finds:
    """Counts the finds of names; `between` happens once, between one and its answer.

    `old` ones are answered by a secondary that lags.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.between: Any = None
        self.old = False
        monkeypatch.setattr(labels, "find", self)

    async def __call__(self, *args: Any) -> Any:
        self.count += 1
        found = await documents.find(*args)
        if self.between is not None:
            between, self.between = self.between, None
            await between
        return [{**one, "stamp": one["stamp"] - self.old} for one in found]


@pytest.fixture
def finds(monkeypatch: pytest.MonkeyPatch) -> Finds:
    return Finds(monkeypatch)


@pytest.fixture
async def desk(installation: Installation) -> AsyncIterator[Desk]:
    """An editor, and a catalogue that follows what is published."""
    async with catalogued(installation):
        yield Desk(installation)


async def families(desk: Desk) -> list[str]:
    """The names of the families that the pages are of."""
    told = await reading.facets(Reader(desk.installation), PAGES)
    return [value.label for facet in told if facet.name == "family" for value in facet.values]


async def food(desk: Desk) -> Entity:
    """A family with a published page."""
    family = await desk.create(ContentType.JOB_FAMILY, {"name": {"en": "Food"}}, key="food")
    page = await desk.page(await desk.role(family=family.id))
    await desk.publish(page, include_unpublished=True)
    return family


async def rename(desk: Desk, family: Entity, name: str) -> None:
    """The family published with another name."""
    await desk.publish(await desk.change(family, name={"en": name}))


async def test_names_are_found_once_until_one_changes(desk: Desk, finds: Finds) -> None:
    family = await food(desk)
    assert [await families(desk) for _ in range(3)] == [["Food"]] * 3
    assert finds.count == 1
    await rename(desk, family, "Food and drink")
    assert await families(desk) == ["Food and drink"]
    assert finds.count == 2
    await publishing.unpublish(desk.installation, family.id, "en", by=BY)
    assert await families(desk) == []  # nor are the pages of it
    await rename(desk, family, "Kitchen")
    assert await families(desk) == ["Kitchen"]


async def test_a_name_that_changes_while_it_is_found_is_not_kept(desk: Desk, finds: Finds) -> None:
    family = await food(desk)
    finds.between = rename(desk, family, "Food and drink")
    assert await families(desk) == ["Food"]  # asked before it was published
    assert await families(desk) == ["Food and drink"]


async def test_what_an_old_copy_tells_is_not_kept(desk: Desk, finds: Finds) -> None:
    await food(desk)
    finds.old = True
    assert await families(desk) == ["Food"]
    finds.old = False
    assert await families(desk) == ["Food"]
    assert finds.count == 2


async def test_what_is_kept_waits_while_news_are_lost(desk: Desk, finds: Finds) -> None:
    await food(desk)
    assert await families(desk) == ["Food"]
    desk.installation.news._lose()
    assert [await families(desk) for _ in range(2)] == [["Food"]] * 2
    assert finds.count == 3


async def test_a_list_of_nothing_asks_for_no_document(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await food(desk)

    async def refused(*_: Any, **__: Any) -> Any:
        raise AssertionError("asked MongoDB")

    monkeypatch.setattr(sys.modules["content.reading.listing"], "find", refused)
    reader, window = Reader(desk.installation), reading.window(first=0)
    page = await reading.listing(reader, PAGES, window, CursorSeal(b"k" * 32))
    assert (page.items, page.has_next, await reading.total(reader, PAGES)) == ((), True, 1)
