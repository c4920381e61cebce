"""Snapshots: what is kept is what a find would answer, whatever happens meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from content import publishing, reading
from content.documents.resolved import Resolved
from content.installation import Installation
from content.reading import Reader, addressing, documents, gathering, identifiers
from content.rules.places import places_of
from content.rules.resolution.withdrawal import Withdrawal
from content.store import Unavailable
from content.values.entity import Entity
from content.values.users_fate import UsersFate
from tests.content.desk import BY, Desk, statements, texts
from tests.content.hearing import following


class Finds:
    """Counts finds, and holds them back between their answer and whoever waits for it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.held: asyncio.Event | None = None
        self.answered = asyncio.Event()
        self._find = documents.find_in
        monkeypatch.setattr(gathering, "find_in", self)

    async def __call__(self, *args: Any) -> Any:
        self.count += 1
        found = await self._find(*args)
        self.answered.set()
        if self.held is not None:
            await self.held.wait()
        return found


@pytest.fixture
def finds(monkeypatch: pytest.MonkeyPatch) -> Finds:
    return Finds(monkeypatch)


@pytest.fixture
async def live(installation: Installation) -> AsyncIterator[Installation]:
    """An installation that hears the news."""
    async with following(installation):
        yield installation


async def _baker(desk: Desk) -> tuple[Entity, Entity, Entity]:
    role, part = await desk.role(), await desk.statement("Bakes.")
    page = await desk.page(role, [statements(part)], slug={"en": "baker"}, key="baker")
    await desk.publish(page, include_unpublished=True)
    return role, part, page


async def _read(installation: Installation, slug: str = "baker", locale: str = "en") -> Any:
    found = await reading.role_page(Reader(installation), slug, locale)
    return found and found.node


async def test_a_page_is_found_once(live: Installation, finds: Finds) -> None:
    await _baker(Desk(live))
    nodes = [await _read(live) for _ in range(3)]
    assert finds.count == 1
    assert nodes[0] is nodes[2]
    assert live.snapshots.hits == 2


async def test_without_a_budget_every_read_finds(live: Installation, finds: Finds) -> None:
    live.snapshot_bytes = 0
    await _baker(Desk(live))
    for _ in range(3):
        assert (await _read(live))["key"] == "baker"
    assert finds.count == 3
    assert (len(live.snapshots), live.snapshots.hits, live.snapshots.size) == (0, 0, 0)


async def test_readers_of_one_tick_share_a_find(live: Installation, finds: Finds) -> None:
    desk = Desk(live)
    await _baker(desk)
    role = await desk.role()
    await desk.publish(role)
    reader = Reader(live)
    found = await asyncio.gather(
        reading.role_page(reader, "baker", "en"),
        reading.role_page(reader, "baker", "de"),
        reading.by_key(reader, "RolePage", "baker", "en"),
        reading.by_key(reader, "Role", role.id, "en"),
        reading.by_key(reader, "Role", role.key, "de"),
        reading.role_page(reader, "nobody", "en"),
        reading.by_key(reader, "Role", "nobody", "en"),
    )
    assert finds.count == 1
    keys = [one and one.node["key"] for one in found]
    assert keys == ["baker", "baker", "baker", role.key, role.key, None, None]
    locales = [one and one.node["requestedLocale"] for one in found[:2]]
    assert locales == ["en", "de"]


async def test_nothing_is_kept_while_the_news_are_not_heard(
    installation: Installation, finds: Finds
) -> None:
    await _baker(Desk(installation))
    for _ in range(2):
        await _read(installation)
    assert finds.count == 2
    assert len(installation.snapshots) == 0


async def test_after_a_publish_there_is_the_new_page(live: Installation) -> None:
    desk = Desk(live)
    _, part, page = await _baker(desk)
    for turn in range(20):
        await desk.change(part, text={"en": f"Turn {turn}."})
        await desk.publish(part)
        assert texts(await _read(live)) == [f"Turn {turn}."]
        assert texts(await _read(live)) == [f"Turn {turn}."]
    await desk.change(page, slug={"en": "boulanger"})
    await desk.publish(page)
    assert await _read(live) is None
    assert (await _read(live, "boulanger"))["key"] == "baker"


async def test_a_page_in_a_nearer_locale_takes_the_slug(live: Installation) -> None:
    desk = Desk(live)
    role, _, _ = await _baker(desk)
    assert (await _read(live, locale="de"))["resolvedLocale"] == "en"
    title = {"en": "Other", "de": "Bäcker"}
    other = await desk.page(role, [], slug={"en": "other", "de": "baker"}, title=title)
    await desk.publish(other, "de", include_unpublished=True)
    found = await _read(live, locale="de")
    assert (found["key"], found["resolvedLocale"]) == (other.key, "de")
    assert (await _read(live))["key"] == "baker"


async def test_what_changed_between_find_and_keep_is_not_kept(
    live: Installation, finds: Finds
) -> None:
    """A reader found the old page, and a publish was told before it could keep it."""
    desk = Desk(live)
    _, part, _ = await _baker(desk)
    finds.held = asyncio.Event()
    late = asyncio.create_task(_read(live))
    await finds.answered.wait()
    await desk.change(part, text={"en": "New."})
    await desk.publish(part)
    held, finds.held = finds.held, None
    # Who begins now does not share the find that began before.
    assert texts(await _read(live)) == ["New."]
    held.set()
    assert texts(await late) == ["Bakes."]
    assert texts(await _read(live)) == ["New."]


async def test_readers_never_see_an_older_page_than_was_acknowledged(live: Installation) -> None:
    desk = Desk(live)
    _, part, _ = await _baker(desk)
    await desk.change(part, text={"en": "0"})
    await desk.publish(part)
    acknowledged, turns = 0, 40
    is_over = False

    async def read() -> int:
        reads = 0
        while not is_over:
            least = acknowledged
            assert int(texts(await _read(live))[0].rstrip(".")) >= least
            reads += 1
            await asyncio.sleep(0.001)
        return reads

    readers = [asyncio.create_task(read()) for _ in range(8)]
    for turn in range(1, turns):
        await desk.change(part, text={"en": str(turn)})
        await desk.publish(part)
        acknowledged = turn
    is_over = True
    assert sum(await asyncio.gather(*readers)) > turns
    assert live.snapshots.hits > 0


async def test_a_withdrawn_part_leaves_what_is_kept(live: Installation) -> None:
    desk = Desk(live)
    _, part, _ = await _baker(desk)
    assert texts(await _read(live)) == ["Bakes."]
    live.withdrawn.add("job", [Withdrawal(part.id, "en")])
    assert texts(await _read(live)) == []
    live.withdrawn.discard("job")
    assert texts(await _read(live)) == ["Bakes."]
    await publishing.unpublish(live, part.id, "en", users=UsersFate.REFUSE, by=BY)
    assert texts(await _read(live)) == []


async def test_the_oldest_unused_goes_first_and_the_budget_holds(live: Installation) -> None:
    desk = Desk(live)
    role = await desk.role()
    await desk.publish(role)
    for number in range(6):
        await desk.publish(await desk.page(role, [], slug={"en": f"page-{number}"}))
    await _read(live, "page-0")
    live.snapshot_bytes = live.snapshots.size * 7 // 2
    for number in range(1, 6):
        await _read(live, f"page-{number}")
        await _read(live, "page-0")
        assert live.snapshots.size <= live.snapshot_bytes
    assert len(live.snapshots) == 3
    assert live.snapshots.evictions == 3
    hits = live.snapshots.hits
    await _read(live, "page-0")
    assert live.snapshots.hits == hits + 1
    live.snapshots.everything_changed()
    assert (len(live.snapshots), live.snapshots.size) == (0, 0)


async def test_what_is_kept_is_what_a_fresh_reading_gives(live: Installation) -> None:
    """Nobody alters what is shared: ids, parts by id and values bound for one reader."""
    desk = Desk(live)
    await _baker(desk)
    reader = Reader(live)
    first = await _read(live)
    before = orjson.dumps(first)
    for item in first["blocks"][0]["items"]:
        part = await reading.node(reader, item["id"])
        assert part == item
    assert await reading.nodes(reader, [first["id"], first["id"]]) == [first, first]
    await reading.role_page(reader, "baker", "en", {"location": "Ghent"})
    assert await _read(live) is first
    live.snapshots.everything_changed()
    assert orjson.dumps(await _read(live)) == before


async def test_a_find_that_fails_is_told_to_all_and_kept_by_nobody(
    live: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _baker(Desk(live))
    real = documents.find_in

    async def away(*_args: Any) -> Any:
        raise Unavailable("away")

    monkeypatch.setattr(gathering, "find_in", away)
    told = await asyncio.gather(*(_read(live) for _ in range(5)), return_exceptions=True)
    assert all(isinstance(each, Unavailable) for each in told)
    monkeypatch.setattr(gathering, "find_in", real)
    assert (await _read(live))["key"] == "baker"


async def test_a_reader_who_leaves_takes_nobody_along(live: Installation, finds: Finds) -> None:
    await _baker(Desk(live))
    finds.held = asyncio.Event()
    leaving, staying = asyncio.create_task(_read(live)), asyncio.create_task(_read(live))
    await finds.answered.wait()
    leaving.cancel()
    finds.held.set()
    assert (await staying)["key"] == "baker"
    assert finds.count == 1


async def test_what_a_lagging_member_answers_is_not_kept(live: Installation) -> None:
    desk = Desk(live)
    _, _, page = await _baker(desk)
    stored = await Resolved.get(f"{page.id}:en")
    assert stored is not None
    stamp = stored.stamp + 1
    newer = SimpleNamespace(stamp=stamp)
    live.catalogue.facts = lambda _document: newer  # type: ignore[method-assign, assignment, return-value]
    assert (await _read(live))["key"] == "baker"
    assert len(live.snapshots) == 0


async def test_addressing_bytes_is_addressing_objects(installation: Installation) -> None:
    from seed.exchange import load_sample_library

    await load_sample_library(installation)
    desk = Desk(installation)
    tricky = 'A "id":"x","entityId":"y" \\ \\" text.'
    await desk.publish(await desk.statement(tricky))
    count = 0
    async for stored in Resolved.find():
        for locale in stored.serves:
            assert places_of(stored.body) == stored.places
            for body in filter(None, (stored.body, stored.row)):
                node = orjson.loads(body)
                addressing.address(node, locale)
                assert orjson.loads(addressing.addressed(body, places_of(body), locale)) == node
                count += len(addressing.nodes_in(node))
                ids = [identifiers.decode(each["id"]).base for each in addressing.nodes_in(node)]
                assert len(ids) == orjson.dumps(node).count(b'"requestedLocale"')
    assert count > 1_000
