"""News: whoever writes tells exactly what it wrote, before its caller is answered."""

import asyncio
from collections.abc import Callable, Collection, Coroutine
from typing import Any

import pytest

from content import archiving, publishing
from content.deleting import delete
from content.editing import NewEntity, create_all
from content.installation import Installation
from content.publishing import Target
from content.reresolving import reresolve
from content.settling import jobs
from content.settling.run import run
from content.store import Session, after_commit
from content.values.ids import ContentType
from content.values.problems import Conflict
from content.values.sources import parse_source
from content.values.users_fate import UsersFate
from tests.content.desk import BY, Desk, statements
from tests.content.hearing import stamps


class Told:
    """What was told, in place of reading it again."""

    def __init__(self, installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
        self._all: list[str] = []
        monkeypatch.setattr(installation.news, "tell", self.tell)

    async def tell(self, documents: Collection[str]) -> None:
        self._all += documents

    def taken(self) -> set[str]:
        told, self._all = set(self._all), []
        return told


@pytest.fixture
def told(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> Told:
    return Told(installation, monkeypatch)


@pytest.fixture
def exactly(told: Told) -> Callable[[Coroutine[Any, Any, Any]], Coroutine[Any, Any, set[str]]]:
    """Makes one call and compares what was told with what changed; answers that."""

    async def call(verb: Coroutine[Any, Any, Any]) -> set[str]:
        told.taken()
        before = await stamps()
        await verb
        after, heard = await stamps(), told.taken()
        changed = {
            name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
        }
        assert heard == changed
        return changed

    return call


async def _settle(installation: Installation) -> None:
    while (job := await jobs.claim(installation)) is not None:
        await run(installation, job)


async def test_every_verb_tells_what_it_wrote(
    installation: Installation, exactly: Callable[..., Coroutine[Any, Any, set[str]]]
) -> None:
    desk = Desk(installation)
    role = await desk.role({"en": "Baker", "de": "Bäcker"})
    part = await desk.statement({"en": "Bake.", "de": "Backen."})
    page = await desk.page(
        role,
        [statements(part)],
        slug={"en": "baker", "de": "baecker"},
        title={"en": "Baker", "de": "Bäcker"},
    )
    other = await desk.page(role, [statements(part)], slug={"en": "cook"})
    assert await exactly(desk.publish(role)) == {f"{role.id}:en"}
    assert f"{role.id}:de" in await exactly(desk.publish(role, "de"))
    assert await exactly(desk.publish(page, include_unpublished=True)) == {
        f"{page.id}:en",
        f"{part.id}:en",
    }
    await exactly(desk.publish(other))
    # A second locale changes whom the first one serves.
    assert f"{page.id}:en" in await exactly(desk.publish(page, "de", include_unpublished=True))
    await exactly(_settle(installation))

    await exactly(desk.change(part, text={"en": "Bake bread.", "de": "Backen."}))
    settled = await exactly(desk.publish(part))
    assert settled >= {f"{page.id}:en", f"{other.id}:en", f"{part.id}:en"}

    assert f"{page.id}:en" in await exactly(
        publishing.unpublish(installation, part.id, "en", by=BY)
    )
    await exactly(_settle(installation))
    await exactly(desk.publish(part))
    flat = publishing.unpublish(installation, role.id, "de", users=UsersFate.WITHDRAW, by=BY)
    assert {f"{role.id}:de", f"{page.id}:de"} <= await exactly(flat)
    await exactly(_settle(installation))

    archive = archiving.archive(
        installation,
        page.id,
        expected_version=(await desk.get(page)).version,
        by=BY,
    )
    assert f"{page.id}:en" in await exactly(archive)
    archived = await desk.get(page)
    await exactly(
        archiving.restore(installation, page.id, expected_version=archived.version, by=BY)
    )
    await exactly(desk.publish(page))
    await exactly(
        archiving.archive(
            installation, page.id, expected_version=(await desk.get(page)).version, by=BY
        )
    )
    await exactly(delete(installation, page.id, by=BY))
    await exactly(_settle(installation))
    assert await exactly(reresolve(installation)) == set(await stamps())


async def test_a_document_that_cannot_take_a_change_is_told(
    installation: Installation, exactly: Callable[..., Coroutine[Any, Any, set[str]]]
) -> None:
    desk = Desk(installation)
    role = await desk.role()
    await desk.publish(role)
    page = await desk.page(role, [])
    await desk.publish(page)
    # As if the page had been published while its role was being withdrawn.
    await exactly(
        publishing.unpublish(installation, role.id, "en", users=UsersFate.WITHDRAW, by=BY)
    )
    await exactly(_settle(installation))


async def test_a_publish_in_anothers_transaction_is_told_when_that_commits(
    installation: Installation, told: Told
) -> None:
    heard: list[set[str]] = []

    async def work(session: Session) -> str:
        news = [
            NewEntity(
                type=ContentType.ROLE,
                key="joined",
                source=parse_source(ContentType.ROLE, {"title": {"en": "Joined"}}),
            )
        ]
        created = await create_all(installation, news, by=BY, session=session)
        target = Target(entity_id=created[0].id, locale="en", revision=1)
        await publishing.publish_all(installation, [target], by=BY, session=session)
        heard.append(told.taken())
        return created[0].id

    entity = await installation.store.transaction(work)
    assert heard[-1] == set()
    assert told.taken() == {f"{entity}:en"}


async def test_a_refused_transaction_tells_nothing(installation: Installation, told: Told) -> None:
    desk = Desk(installation)
    role = await desk.role()

    async def work(session: Session) -> None:
        target = Target(entity_id=role.id, locale="en", revision=role.version)
        await publishing.publish_all(installation, [target], by=BY, session=session)
        raise Conflict("no")

    with pytest.raises(Conflict):
        await installation.store.transaction(work)
    assert told.taken() == set()


async def test_calls_after_a_commit_are_made_once_though_it_was_tried_again(
    installation: Installation,
) -> None:
    things = installation.store.database["things"]
    await things.insert_one({"_id": 1, "count": 0})
    calls: list[str] = []

    async def call() -> None:
        calls.append("called")

    async def work(session: Session) -> None:
        await after_commit(session, call)
        await things.update_one({"_id": 1}, {"$inc": {"count": 1}}, session=session)
        await asyncio.sleep(0.05)

    await asyncio.gather(*(installation.store.transaction(work) for _ in range(3)))
    assert calls == ["called"] * 3


async def test_a_cancelled_caller_does_not_keep_the_news_from_being_told(
    installation: Installation,
) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def call() -> None:
        begun.set()
        await asyncio.sleep(0.05)
        ended.set()

    async def work(session: Session) -> None:
        await after_commit(session, call)
        await installation.store.database["things"].insert_one({}, session=session)

    task = asyncio.create_task(installation.store.transaction(work))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.wait_for(ended.wait(), 1)


async def test_an_import_and_a_restriction_tell_what_they_wrote(
    installation: Installation, exactly: Callable[..., Coroutine[Any, Any, set[str]]]
) -> None:
    from seed.exchange import load_sample_library

    assert await exactly(load_sample_library(installation)) == set(await stamps())
    await exactly(_settle(installation))
    desk = Desk(installation)
    question = await desk.question("Why?", sample_answer={"en": "So."}, audience="PUBLIC")
    await desk.publish(question)
    await desk.change(question, audience="INTERVIEWER")
    assert await exactly(desk.publish(question)) == {f"{question.id}:en"}
