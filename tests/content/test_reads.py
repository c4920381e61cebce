"""Reads: every answer notes what would change it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from content import archiving, publishing, reading
from content.catalogue import build
from content.catalogue.tags import tags_of
from content.deleting import delete
from content.installation import Installation
from content.news import Change
from content.reading import Reader, Reads, Redirect
from content.values.entity import Entity
from content.values.ids import ContentType
from tests.content.desk import BY, Desk, statements
from tests.content.hearing import Noted, following


class Touched(Noted):
    """Gathers the tags of every change."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def changed(self, changes: Any) -> None:
        for change in changes:
            assert isinstance(change, Change)
            self.tags |= tags_of(change)


@pytest.fixture
async def live(installation: Installation) -> AsyncIterator[Installation]:
    """An installation that hears the news and has its catalogue."""
    async with following(installation):
        await build(installation.catalogue, installation.store)
        yield installation


@pytest.fixture
def touched(live: Installation) -> Touched:
    listener = Touched()
    live.news.listen(listener)
    return listener


async def _page(live: Installation, slug: str = "baker") -> tuple[Entity, Entity, Entity]:
    desk = Desk(live)
    role, part = await desk.role(), await desk.statement("Bakes.")
    page = await desk.page(role, [statements(part)], slug={"en": slug}, key=slug)
    await desk.publish(page, include_unpublished=True)
    return role, part, page


async def _path(live: Installation, path: str, locale: str = "en") -> tuple[Any, Reads]:
    reader = Reader(live)
    return await reading.resolve_path(reader, path, locale), reader.reads


async def test_a_page_notes_its_document_and_what_it_carries(live: Installation) -> None:
    role, part, page = await _page(live)
    for _ in range(2):  # found, then kept
        reader = Reader(live)
        found = await reading.role_page(reader, "baker", "en")
        assert found is not None
        reads = reader.reads
        assert list(reads.documents) == [f"{page.id}:en"]
        assert {page.id, "slug:baker"} == reads.tags
        assert reads.carried >= {page.id, role.id, part.id}
        assert reads.is_of_documents_alone


async def test_values_note_the_same_document(live: Installation) -> None:
    _, _, page = await _page(live)
    reader = Reader(live)
    assert await reading.role_page(reader, "baker", "en", {"location": "Ghent"})
    assert list(reader.reads.documents) == [f"{page.id}:en"]
    assert {page.id, "slug:baker"} == reader.reads.tags


async def test_keys_ids_and_parts_note_what_was_looked_for(live: Installation) -> None:
    role, part, page = await _page(live)
    reader = Reader(live)
    assert await reading.by_key(reader, "Role", role.key, "en")
    assert {role.id, f"key:Role:{role.key}"} == reader.reads.tags
    reader = Reader(live)
    assert await reading.by_key(reader, "Role", role.id, "en")
    assert reader.reads.tags == {role.id}
    found = await reading.role_page(Reader(live), "baker", "en")
    assert found is not None
    reader = Reader(live)
    item = found.node["blocks"][0]["items"][0]
    assert await reading.node(reader, item["id"])
    assert reader.reads.tags == {page.id}
    assert part.id in reader.reads.carried


async def test_what_is_not_there_is_noted_by_what_would_make_it_so(
    live: Installation, touched: Touched
) -> None:
    reader = Reader(live)
    assert await reading.role_page(reader, "baker", "en") is None
    assert await reading.by_key(reader, "RolePage", "baker", "en") is None
    assert await reading.job_families(reader, "en") == []
    assert not reader.reads.is_of_documents_alone
    assert reader.reads.tags == {"slug:baker", "key:RolePage:baker", "list:JobFamily:en"}
    await _page(live)
    family = await Desk(live).create(ContentType.JOB_FAMILY, {"name": {"en": "Food"}})
    await Desk(live).publish(family)
    assert touched.tags >= reader.reads.tags


async def test_a_redirect_is_touched_by_whatever_changes_it(
    live: Installation, touched: Touched
) -> None:
    desk = Desk(live)
    _, _, page = await _page(live, "old")
    found, reads = await _path(live, "old")
    assert not isinstance(found, Redirect)
    await desk.change(page, slug={"en": "new"})
    touched.tags.clear()
    await desk.publish(page)
    assert not touched.tags.isdisjoint(reads.tags)

    found, reads = await _path(live, "old")
    assert isinstance(found, Redirect)
    assert found.slug == "new"
    assert not reads.is_of_documents_alone
    assert page.id in reads.carried
    await desk.change(page, slug={"en": "newest"})
    touched.tags.clear()
    await desk.publish(page)
    assert not touched.tags.isdisjoint(reads.tags)

    found, reads = await _path(live, "old")
    touched.tags.clear()
    await publishing.unpublish(live, page.id, "en", by=BY)
    assert not touched.tags.isdisjoint(reads.tags)
    found, reads = await _path(live, "old")
    assert found is None
    touched.tags.clear()
    await desk.publish(page)
    assert not touched.tags.isdisjoint(reads.tags)
    assert isinstance((await _path(live, "old"))[0], Redirect)


async def test_an_address_nobody_had_is_touched_by_the_first_who_does(
    live: Installation, touched: Touched
) -> None:
    found, reads = await _path(live, "/roles/baecker?locale=de", "en")
    assert found is None
    role, _, _ = await _page(live)
    desk = Desk(live)
    await desk.publish(role, "de", include_unpublished=True) if "de" in role.published else None
    title = {"en": "Baker", "de": "Bäcker"}
    page = await desk.page(role, [], slug={"en": "other", "de": "baecker"}, title=title)
    await desk.publish(page)
    touched.tags.clear()
    await desk.publish(page, "de")
    assert not touched.tags.isdisjoint(reads.tags)
    found, _ = await _path(live, "baecker")
    assert isinstance(found, Redirect)
    assert found.slug == "other"


async def test_a_claim_that_leads_nowhere_hides_no_other(live: Installation) -> None:
    """Deleting who holds it is told to nobody, so it must change no answer."""
    desk = Desk(live)
    role, _, first = await _page(live, "shared")
    title = {"en": "Other", "de": "Andere"}
    other = await desk.page(role, [], slug={"en": "other", "de": "shared"}, title=title)
    await desk.publish(other)
    await desk.publish(other, "de")
    version = (await desk.get(first)).version
    await archiving.archive(live, first.id, expected_version=version, by=BY)
    before, _ = await _path(live, "shared")
    assert isinstance(before, Redirect)
    assert before.slug == "other"
    await delete(live, first.id, by=BY)
    assert (await _path(live, "shared"))[0] == before
