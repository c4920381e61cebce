"""Who listens hears each change once and in order, or that some were missed; never more."""

import ast
import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from content import archiving, following_events
from content.deleting import delete
from content.documents.work import Event
from content.following_events import (
    ChangeAction,
    EntityChange,
    EventFeed,
    EventsLost,
    Listener,
    TooSlow,
    Wanted,
)
from content.installation import Installation
from content.publishing.unpublish import unpublish_all
from content.store import Changes, HistoryLost, Unavailable
from content.values.ids import ContentType
from tests.content.desk import BY, Desk
from tests.serving import REPOSITORY

EVERYTHING = Wanted()


@pytest.fixture
async def feed(installation: Installation) -> EventFeed:
    """What a process has one of."""
    return EventFeed(installation.store)


async def heard(listener: Listener, count: int) -> list[EntityChange]:
    """The next changes."""
    async with asyncio.timeout(10):
        return [await anext(listener) for _ in range(count)]


async def test_every_change_is_told_in_order(installation: Installation, feed: EventFeed) -> None:
    desk = Desk(installation)
    async with feed.listening(EVERYTHING) as listener:
        role = await desk.role("Baker")
        await desk.change(role, title={"en": "A baker"})
        await desk.publish(role)
        await unpublish_all(installation, role.id, ["en"], by=BY)
        await archiving.archive(installation, role.id, expected_version=2, by=BY)
        await archiving.restore(installation, role.id, expected_version=2, by=BY)
        await archiving.archive(installation, role.id, expected_version=2, by=BY)
        await delete(installation, role.id, by=BY)
        changes = await heard(listener, 8)
    told = [(each.action.value, each.locale, each.revision) for each in changes]
    assert told == [
        ("CREATE", None, 1),
        ("SAVE", None, 2),
        ("PUBLISH", "en", 2),
        ("UNPUBLISH", "en", None),
        ("ARCHIVE", None, 2),
        ("RESTORE", None, 2),
        ("ARCHIVE", None, 2),
        ("DELETE", None, 2),
    ]
    assert {(each.entity_id, each.type, each.by) for each in changes} == {
        (role.id, ContentType.ROLE, BY)
    }
    assert all(each.at.tzinfo for each in changes)


def test_every_action_that_is_recorded_has_a_name() -> None:
    recorded = set()
    for file in (REPOSITORY / "content").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Deed":
                recorded |= {
                    each.value.value
                    for each in node.keywords
                    if each.arg == "action" and isinstance(each.value, ast.Constant)
                }
    assert {each.value.lower() for each in ChangeAction} == recorded


async def test_a_listener_hears_what_it_wants(installation: Installation, feed: EventFeed) -> None:
    desk = Desk(installation)
    role = await desk.role("Baker")
    skills = Wanted(types=frozenset({ContentType.SKILL}))
    async with (
        feed.listening(skills) as of_type,
        feed.listening(Wanted(ids=frozenset({role.id}))) as of_one,
        feed.listening(Wanted(locales=frozenset({"de"}))) as in_german,
    ):
        await desk.publish(role)
        other = await desk.create(ContentType.SKILL, {"name": {"en": "Rye"}})
        await desk.change(role, title={"en": "A baker"})
        assert [each.entity_id for each in await heard(of_type, 1)] == [other.id]
        assert [each.action for each in await heard(of_one, 2)] == ["PUBLISH", "SAVE"]
        assert [each.action for each in await heard(in_german, 2)] == ["CREATE", "SAVE"]


async def test_a_listener_that_is_too_far_behind_is_let_go(
    installation: Installation, feed: EventFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following_events, "MOST_WAITING", 3)
    desk = Desk(installation)
    async with feed.listening(EVERYTHING) as slow, feed.listening(EVERYTHING) as quick:
        for _ in range(4):
            await desk.role()
            await heard(quick, 1)
        with pytest.raises(TooSlow):
            await anext(slow)
        await desk.role()
        assert await heard(quick, 1)


async def test_many_listeners_share_one_stream(
    installation: Installation, feed: EventFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered: list[Changes] = []
    left = asyncio.Event()
    enter, leave = Changes.__aenter__, Changes.__aexit__

    async def entering(self: Changes) -> Changes:
        entered.append(self)
        return await enter(self)

    async def leaving(self: Changes, *why: Any) -> None:
        await leave(self, *why)
        left.set()

    monkeypatch.setattr(Changes, "__aenter__", entering)
    monkeypatch.setattr(Changes, "__aexit__", leaving)

    async def one() -> str:
        async with feed.listening(EVERYTHING) as listener:
            begun.release()
            return (await heard(listener, 1))[0].action

    begun = asyncio.Semaphore(0)
    listening = [asyncio.create_task(one()) for _ in range(50)]
    for _ in listening:
        await begun.acquire()
    await Desk(installation).role()
    assert set(await asyncio.gather(*listening)) == {"CREATE"}
    assert len(entered) == 1
    async with asyncio.timeout(10):
        await left.wait()  # nobody listens any more
    async with feed.listening(EVERYTHING) as again:
        await Desk(installation).statement("Bakes.")
        assert await heard(again, 1)


async def test_a_broken_stream_is_told_and_a_new_one_begins(
    installation: Installation, feed: EventFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, proceed = Desk(installation), Changes.__anext__

    async def broken(_: Changes) -> None:
        raise HistoryLost("too long ago")

    async with feed.listening(EVERYTHING) as listener:
        await desk.role()
        await heard(listener, 1)
        monkeypatch.setattr(Changes, "__anext__", broken)
        await desk.role()
        with pytest.raises(EventsLost):
            await heard(listener, 2)
        monkeypatch.setattr(Changes, "__anext__", proceed)
        async with feed.listening(EVERYTHING) as other:
            await desk.role()
            assert await heard(other, 1)


async def test_what_a_newer_version_wrote_is_passed_over(
    installation: Installation, feed: EventFeed
) -> None:
    async with feed.listening(EVERYTHING) as listener:
        stored = {"entity": "ro_x", "at": installation.clock(), "type": "enchant"}
        await Event.get_motor_collection().insert_one({"_id": "1", **stored})
        await Desk(installation).role()
        assert [each.action for each in await heard(listener, 1)] == ["CREATE"]


async def test_nobody_listens_without_a_database(
    installation: Installation, feed: EventFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: Changes) -> AsyncIterator[None]:
        raise Unavailable("MongoDB cannot be reached now.")

    with monkeypatch.context() as patched:
        patched.setattr(Changes, "__aenter__", away)
        with pytest.raises(Unavailable):
            async with feed.listening(EVERYTHING):
                pass
    async with feed.listening(EVERYTHING) as listener:
        await Desk(installation).role()
        assert await heard(listener, 1)
