"""The four properties of publishing that the model promises, on a real mongod."""

import asyncio
import copy
import random
from typing import Any

import orjson
import pytest

from content import checking, publishing
from content.documents.resolved import Resolved
from content.documents.work import Job
from content.installation import Installation
from content.settling import jobs
from content.settling.run import run
from content.values.entity import Entity
from content.values.problems import Busy, ContentError
from tests.content.desk import BY, Desk, override, statements, texts, use

WRITERS = 8
PUBLISHES = 1_000


class Newsroom:
    """Shared parts, pages that use them, and writers who change both at random."""

    def __init__(self, installation: Installation, seed: int) -> None:
        self.desk = Desk(installation)
        self.random = random.Random(seed)  # reproducible choices
        self.parts: list[Entity] = []
        self.pages: list[Entity] = []
        self.published = 0

    async def open(self) -> None:
        role = await self.desk.role({"en": "Baker", "de": "Bäcker"})
        for locale in ("en", "de"):
            await self.desk.publish(role, locale)
        for number in range(12):
            self.parts.append(
                await self.desk.statement({"en": f"Part {number}.", "de": f"Teil {number}."})
            )
        for number in range(6):
            chosen = self.random.sample(self.parts, 5)
            slug = {"en": f"page-{number}", "de": f"seite-{number}"}
            title = {"en": f"Page {number}", "de": f"Seite {number}"}
            page = await self.desk.page(role, [statements(*chosen)], slug=slug, title=title)
            await self.desk.publish(page, include_unpublished=True)
            self.pages.append(page)

    async def write(self, times: int) -> None:
        for turn in range(times):
            entity = self.random.choice(self.parts + self.pages)
            locale = self.random.choice(["en", "en", "de"])
            try:
                await self._change(entity, turn)
                await self.desk.publish(entity, locale, include_unpublished=True)
                self.published += 1
            except (ContentError, AssertionError) as error:
                # Conflicts are honest answers to writers who meet; a lost database is not.
                if isinstance(error, Busy):
                    await asyncio.sleep(0.01)

    async def _change(self, entity: Entity, turn: int) -> None:
        mark = f"{turn}-{self.random.random():.6f}"
        if entity in self.parts:
            if self.random.random() < 0.1:
                locale = self.random.choice(["en", "de"])
                await publishing.unpublish(self.desk.installation, entity.id, locale, by=BY)
                return
            await self.desk.change(entity, text={"en": f"Text {mark}.", "de": f"Satz {mark}."})
        else:
            chosen = self.random.sample(self.parts, 4)
            block = statements(*chosen)
            block["items"][0]["overrides"] = [override("text", f"Here {mark}.")]
            await self.desk.change(entity, blocks=[block])


async def test_after_concurrent_publishes_every_document_is_a_fresh_resolution(
    installation: Installation,
) -> None:
    newsroom = Newsroom(installation, seed=7)
    await newsroom.open()
    await asyncio.gather(*(newsroom.write(PUBLISHES // WRITERS) for _ in range(WRITERS)))
    while (job := await jobs.claim(installation)) is not None:
        await run(installation, job)
    assert await Job.find({"state": "PENDING"}).count() == 0
    assert newsroom.published > PUBLISHES // 2
    assert await checking.check(installation) == []


async def test_a_part_changes_only_its_own_text_under_unpublished_edits(
    installation: Installation,
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    part, other = await desk.statement("Old text."), await desk.statement("Other text.")
    pages = [await desk.page(role, [statements(part, other)]) for _ in range(5)]
    for page in pages:
        await desk.publish(page, include_unpublished=True)
        await desk.change(page, title={"en": "Unpublished title"}, blocks=[statements(other)])
    await desk.change(other, text={"en": "Unpublished text."})
    before = {page.id: await desk.body(page) for page in pages}
    await desk.change(part, text={"en": "New text."})
    await desk.publish(part)
    told_again = await desk.body(part)
    for page in pages:
        after = await desk.body(page)
        expected = copy.deepcopy(before[page.id])
        item = expected["blocks"][0]["items"][0]
        assert item["text"]["plain"] == "Old text."
        for name in ("text", "revision", "publishedAt", "updatedAt"):
            item[name] = told_again[name]
        _move_on(expected)
        assert orjson.dumps(after) == orjson.dumps(expected)


def _move_on(expected: dict[str, Any]) -> None:
    """The page says when anything on it last changed, and lists the part's text as data."""
    expected["updatedAt"] = expected["blocks"][0]["items"][0]["updatedAt"]
    page, _, occupation = expected["jsonLd"]["@graph"]
    page["dateModified"] = expected["updatedAt"]
    assert occupation["responsibilities"] == ["Old text.", "Other text."]
    occupation["responsibilities"] = ["New text.", "Other text."]


async def test_a_locale_changes_nothing_that_another_serves(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role({"en": "Baker", "de": "Bäcker"})
    part = await desk.statement({"en": "Opens.", "de": "Öffnet."})
    english_only = await desk.statement("Closes.")
    page = await desk.page(
        role,
        [statements(part, english_only)],
        slug={"en": "baker", "de": "baecker"},
        title={"en": "Baker", "de": "Bäcker"},
    )
    await desk.publish(page, "en", include_unpublished=True)
    await desk.publish(role, "de")
    await desk.publish(part, "de")
    await desk.publish(page, "de")
    assert texts(await desk.body(page, "de")) == ["Öffnet.", "Closes."]
    before = {locale: await desk.body(page, locale) for locale in ("en", "de")}

    await desk.change(part, text={"en": "Opens.", "de": "Schließt auf."})
    await desk.publish(part, "de")
    assert await desk.body(page, "en") == before["en"]
    assert texts(await desk.body(page, "de")) == ["Schließt auf.", "Closes."]

    german = await desk.body(page, "de")
    await desk.change(part, text={"en": "Unlocks.", "de": "Schließt auf."})
    await desk.publish(part, "en")
    assert await desk.body(page, "de") == german

    await desk.change(english_only, text={"en": "Locks up."})
    await desk.publish(english_only, "en")
    german = await desk.body(page, "de")
    assert texts(german) == ["Schließt auf.", "Locks up."]
    assert "blocks.list.items.u1.text" in german["fallbackPaths"]


async def test_a_job_that_lost_its_process_goes_on_where_it_was(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    part = await desk.statement("Old.")
    pages = [await desk.page(role, [statements(part)]) for _ in range(60)]
    for page in pages:
        await desk.publish(page, include_unpublished=True)
    await desk.change(part, text={"en": "New."})
    monkeypatch.setattr("content.settling.run.PUBLISHER_SECONDS", 0.0)
    published = await publishing.publish(installation, part.id, "en", 2, by=BY)
    monkeypatch.undo()
    assert published.job_id is not None
    told = [texts(await desk.body(page)) == ["New."] for page in pages]
    # The part's own document is one of those that are looked at again.
    assert published.still_carrying - told.count(False) in (0, 1)
    assert published.still_carrying > 0
    job = await jobs.claim(installation)
    assert job is not None
    assert job.id == published.job_id
    assert await jobs.claim(installation) is None
    assert await run(installation, job) == 0
    for page in pages:
        assert texts(await desk.body(page)) == ["New."]


async def test_a_withdrawn_part_is_not_served_while_its_job_waits(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    part = await desk.statement("Goes.")
    pages = [await desk.page(role, [{**statements(), "items": [use(part)]}]) for _ in range(60)]
    for page in pages:
        await desk.publish(page, include_unpublished=True)
    monkeypatch.setattr("content.settling.run.PUBLISHER_SECONDS", 0.0)
    done = await publishing.unpublish(installation, part.id, "en", by=BY)
    assert done.still_carrying > 0
    last = await Resolved.get(f"{max(page.id for page in pages)}:en")
    assert last is not None
    assert installation.withdrawn.affects(last.tags)
    job = await jobs.claim(installation)
    assert job is not None
    monkeypatch.undo()
    await run(installation, job)
    assert not installation.withdrawn.affects(last.tags)


async def test_a_page_whose_role_went_at_the_same_moment_is_served_to_nobody(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    page = await desk.page(role)
    await desk.publish(page, include_unpublished=True)

    async def nobody(*_: object) -> list[tuple[str, str]]:
        return []

    # The unpublish does not see the page: it is being published in another transaction.
    monkeypatch.setattr("content.publishing.restricting.restricted_users", nobody)
    await publishing.unpublish(installation, role.id, "en", by=BY)
    hidden = await Resolved.get(f"{page.id}:en")
    assert hidden is not None
    assert (hidden.serves, hidden.listed) == ([], False)
    assert await checking.check(installation) == []

    await desk.change(role, title={"en": "Pastry chef"})
    await desk.publish(role)
    shown = await Resolved.get(f"{page.id}:en")
    assert shown is not None
    assert (shown.serves, shown.listed, shown.blocked) == (["en", "de"], True, None)
    assert (await desk.body(page))["role"]["title"] == "Pastry chef"
