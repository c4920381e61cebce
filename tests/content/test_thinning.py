"""Revisions: read page by page, named, and thinned after thirty days."""

import asyncio
from datetime import datetime, timedelta

import pytest

from content import archiving, editing, history, publishing
from content.documents.work import Audit
from content.history import tidying
from content.installation import Installation
from content.store import Unavailable
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.problems import Forbidden, NotFound, ValidationFailed
from content.values.sources import parse_source
from content.values.within import Reach, within
from tests.content.desk import BY, Desk, override, statements


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self, installation: Installation) -> None:
        self.now = installation.clock().replace(minute=0, second=0, microsecond=0)
        installation.clock = self

    def __call__(self) -> datetime:
        return self.now

    def on(self, **span: float) -> None:
        """Time passes."""
        self.now += timedelta(**span)


async def save(installation: Installation, entity: Entity, text: str, by: str = BY) -> None:
    """A new revision."""
    now = await Desk(installation).get(entity)
    data = {"kind": "RESPONSIBILITY", "text": {"en": text}}
    source = parse_source(ContentType.STATEMENT, data)
    await editing.save(installation, entity.id, source, expected_version=now.version, by=by)


async def versions(installation: Installation, entity: Entity) -> list[int]:
    """What is kept."""
    return [each.version for each in await history.revisions(installation, entity.id)]


async def test_revisions_are_read_page_by_page(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("0")
    for turn in range(1, 5):
        await desk.change(part, text={"en": str(turn)})
    page = await history.revisions_page(installation, part.id, first=2)
    assert ([each.version for each in page.items], page.has_more) == ([5, 4], True)
    await desk.change(part, text={"en": "meanwhile"})
    page = await history.revisions_page(installation, part.id, first=2, before=4)
    assert ([each.version for each in page.items], page.has_more) == ([3, 2], True)
    page = await history.revisions_page(installation, part.id, first=2, before=2)
    assert ([each.version for each in page.items], page.has_more) == ([1], False)


async def test_a_revision_has_a_name_when_it_is_given_one(installation: Installation) -> None:
    desk = Desk(installation)
    part = await desk.statement("First.")
    named = await history.name_revision(installation, part.id, 1, " As agreed ", by=BY)
    assert named.name == "As agreed"
    assert (await history.revision(installation, part.id, 1)).name == "As agreed"
    await history.name_revision(installation, part.id, 1, "As agreed", by=BY)
    assert await Audit.find({"action": "name_revision"}).count() == 1
    await history.name_revision(installation, part.id, 1, "  ", by=BY)
    assert (await history.revision(installation, part.id, 1)).name is None
    with pytest.raises(ValidationFailed):
        await history.name_revision(installation, part.id, 1, "x" * 301, by=BY)
    with pytest.raises(NotFound):
        await history.name_revision(installation, part.id, 2, "None", by=BY)
    roles = within([Reach(types=frozenset({ContentType.ROLE}))])
    with pytest.raises(Forbidden):
        await history.name_revision(installation, part.id, 1, "No", by=BY, within=roles)


async def test_one_save_an_author_and_hour_is_kept(installation: Installation) -> None:
    clock = Clock(installation)
    part = await Desk(installation).statement("v1")
    await save(installation, part, "v2")
    await save(installation, part, "v3", by="other")
    await save(installation, part, "v4")
    clock.on(hours=1)
    await save(installation, part, "v5")
    await save(installation, part, "v6")
    clock.on(days=30, hours=-1)
    assert await history.thin(installation) == 0
    clock.on(hours=2, seconds=1)
    await save(installation, part, "v7")
    await save(installation, part, "v8")
    assert await history.thin(installation) == 3
    assert await versions(installation, part) == [8, 7, 6, 4, 3]
    assert await history.thin(installation) == 0


async def test_what_anybody_refers_to_is_kept(installation: Installation) -> None:
    clock, desk = Clock(installation), Desk(installation)
    part = await desk.statement("v1")
    role = await desk.role()
    await desk.publish(part)
    block = statements(part)
    block["items"][0]["overrides"] = [override("text", "Differently.")]
    await desk.page(role, [block])
    await save(installation, part, "v2 is named")
    await history.name_revision(installation, part.id, 2, "The one", by=BY)
    await save(installation, part, "v3 is published and then not any more")
    await desk.publish(part)
    await save(installation, part, "v4 goes")
    await save(installation, part, "v5 is published")
    await desk.publish(part)
    await publishing.unpublish(installation, part.id, "en", by=BY)
    await save(installation, part, "v6 goes")
    await save(installation, part, "v7 is the draft")
    clock.on(days=31)
    assert await history.thin(installation) == 2
    assert await versions(installation, part) == [7, 5, 3, 2, 1]


async def test_tidying_is_done_once_a_day_by_one_process(installation: Installation) -> None:
    clock = Clock(installation)
    desk = Desk(installation)
    part, old = await desk.statement("Kept."), await desk.statement("Archived.")
    await save(installation, part, "v2")
    await archiving.archive(installation, old.id, expected_version=1, by=BY)
    clock.on(days=31)
    done = await asyncio.gather(*(history.tidy(installation) for _ in range(4)))
    told = [each for each in done if each is not None]
    assert [(each.thinned, each.deleted) for each in told] == [(1, 1)]
    assert await history.tidy(installation) is None


async def test_a_worker_tidies_until_it_is_stopped(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(installation)
    part = await Desk(installation).statement("v1")
    await save(installation, part, "v2")
    clock.on(days=31)
    failures = iter([Unavailable("MongoDB is away"), ValueError("a bug")])
    stop = asyncio.Event()

    async def tidy(given: Installation) -> history.Tidied | None:
        failure = next(failures, None)
        if failure is not None:
            raise failure
        stop.set()
        return await history.tidy(given)

    monkeypatch.setattr(tidying, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(tidying, "tidy", tidy)
    await asyncio.wait_for(history.keep_tidy(installation, stop), 30)
    assert await versions(installation, part) == [2]


async def test_what_fails_is_tried_again(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_: Installation) -> int:
        raise Unavailable("MongoDB is away")

    monkeypatch.setattr(tidying, "thin", fails)
    with pytest.raises(Unavailable):
        await history.tidy(installation)
    monkeypatch.undo()
    assert await history.tidy(installation) == history.Tidied(thinned=0, deleted=0)
