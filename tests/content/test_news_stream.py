"""News of other processes: heard by a change stream that may be lost, and goes on."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from pymongo.read_concern import ReadConcern

from content.documents.resolved import Resolved
from content.installation import Installation
from content.news import news as module
from content.news.facts import Change, Listener
from content.store import HistoryLost, Unavailable, connect
from content.store.changes import Changes
from tests.content.desk import Desk
from tests.content.hearing import Noted, following, stamps, until


@pytest.fixture
async def elsewhere(
    installation: Installation, mongodb_uri: str, database: str
) -> AsyncIterator[Installation]:
    """The same database in another process, as far as news go."""
    store = await connect(mongodb_uri, database)
    yield Installation(store, installation.locales, installation.page_url)
    await store.close()


async def test_what_another_process_publishes_is_heard(
    installation: Installation, elsewhere: Installation
) -> None:
    assert not elsewhere.news.is_current
    async with following(elsewhere):
        epoch = elsewhere.news.epoch
        begun = time.monotonic()
        await Desk(installation).publish(await Desk(installation).role())
        await until(lambda: elsewhere.news.epoch > epoch)
        assert time.monotonic() - begun < 1
    assert not elsewhere.news.is_current


async def test_a_dropped_connection_is_nothing_to_a_listener(
    installation: Installation, elsewhere: Installation
) -> None:
    """The stream goes on after its cursor was killed, and misses nothing."""
    noted = Noted()
    elsewhere.news.listen(noted)
    async with following(elsewhere):
        await asyncio.sleep(0.3)
        noted.heard.clear()
        assert await _kill_streams(installation) >= 1
        await Desk(installation).publish(await Desk(installation).role())
        await until(lambda: bool(noted.heard))
        assert "lost" not in noted.heard


async def _kill_streams(installation: Installation) -> int:
    admin = installation.store.client.get_database("admin", read_concern=ReadConcern("local"))
    stages: list[dict[str, Any]] = [
        {"$currentOp": {"allUsers": True, "idleCursors": True}},
        {"$match": {"ns": {"$regex": f"^{installation.store.database.name}\\."}}},
        {"$match": {"cursor.cursorId": {"$exists": True}}},
    ]
    found = await admin.aggregate(stages).to_list(None)
    for each in found:
        name = each["ns"].partition(".")[2]
        cursor = each["cursor"]["cursorId"]
        await installation.store.database.command({"killCursors": name, "cursors": [cursor]})
    return len(found)


async def test_silence_loses_the_stream_and_a_word_regains_it(
    installation: Installation, elsewhere: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = Noted()
    elsewhere.news.listen(noted)
    real, silent = Changes._drain, False

    def drain(changes: Changes) -> list[Any]:
        while silent:
            time.sleep(0.01)  # in the stream's own thread
        return real(changes)

    monkeypatch.setattr(Changes, "_drain", drain)
    monkeypatch.setattr(module, "SILENCE_SECONDS", 1.5)
    async with following(elsewhere):
        noted.heard.clear()
        silent = True
        await until(lambda: noted.heard == ["lost"])
        assert not elsewhere.news.is_current
        await Desk(installation).publish(await Desk(installation).role())
        await asyncio.sleep(0.1)
        assert noted.heard == ["lost"]
        silent = False
        await until(lambda: elsewhere.news.is_current)
        # What was missed is told before what is kept counts as verified again.
        assert noted.heard[-1] == "regained"
        assert len(noted.heard) > 2


async def test_a_stream_that_cannot_go_on_changes_everything(
    elsewhere: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = Noted()
    elsewhere.news.listen(noted)
    real, is_lost = Changes._drain, False

    def drain(changes: Changes) -> list[Any]:
        nonlocal is_lost
        if is_lost:
            is_lost = False
            raise HistoryLost("forgotten")
        return real(changes)

    monkeypatch.setattr(Changes, "_drain", drain)
    async with following(elsewhere):
        noted.heard.clear()
        is_lost = True
        await until(lambda: noted.heard == ["lost", "everything_changed", "regained"])


async def test_a_database_that_is_away_makes_what_is_kept_unverified(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever told is answered; what was to be read is read before anything counts again."""
    noted = Noted()
    installation.news.listen(noted)
    await Desk(installation).publish(await Desk(installation).role())
    real = installation.news._read

    async def away(_documents: object) -> Any:
        raise Unavailable("away")

    async with following(installation):
        noted.heard.clear()
        monkeypatch.setattr(installation.news, "_read", away)
        await installation.news.tell(dict.fromkeys(await stamps()))
        assert noted.heard == ["lost"]
        assert not installation.news.is_current
        await asyncio.sleep(1.5)
        assert not installation.news.is_current
        monkeypatch.setattr(installation.news, "_read", real)
        await until(lambda: installation.news.is_current)
        assert noted.heard[-1] == "regained"


async def test_those_who_tell_at_once_share_one_reading(installation: Installation) -> None:
    noted: Listener = Noted()
    installation.news.listen(noted)
    readings = 0
    real = installation.news._read

    async def counted(documents: Any) -> Any:
        nonlocal readings
        readings += 1
        return await real(documents)

    installation.news._read = counted  # type: ignore[method-assign]
    await asyncio.gather(*(installation.news.tell({f"ro_{n}:en": None}) for n in range(50)))
    assert readings <= 2
    assert await Resolved.find().count() == 0


async def test_a_listener_that_fails_is_told_to_drop_everything(
    installation: Installation,
) -> None:
    class Failing(Noted):
        def lost(self) -> None:
            raise ValueError

    failing, other = Failing(), Noted()
    installation.news.listen(failing)
    installation.news.listen(other)
    async with following(installation):
        failing.heard.clear()
    assert failing.heard == ["everything_changed"]
    assert other.heard[-1] == "lost"


async def test_a_listener_that_always_fails_keeps_nothing_from_the_others(
    installation: Installation,
) -> None:
    class Broken(Noted):
        def changed(self, changes: Sequence[Change]) -> None:
            raise ValueError(changes)

        def everything_changed(self) -> None:
            raise ValueError

    broken, other = Broken(), Noted()
    installation.news.listen(broken)
    installation.news.listen(other)
    async with following(installation):
        await Desk(installation).publish(await Desk(installation).role())
    assert {"everything_changed", "regained", "lost"} <= set(other.heard)
