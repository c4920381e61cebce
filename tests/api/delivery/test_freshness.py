"""What is kept is dropped before whoever published, or withdrew, is told that it is done."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from content import publishing
from content.catalogue import build
from content.installation import Installation
from content.rules.resolution.withdrawal import Withdrawal
from content.values.users_fate import UsersFate
from schema.delivery import answering
from tests.api.delivery.conftest import Reader
from tests.content.desk import BY, Desk
from tests.content.hearing import following
from tests.schema.library import Library

TITLES = "{ rolePages(orderBy: TITLE_ASC) { totalCount nodes { title } } }"
REASONS = '{ rolePage(slug: "baker") { reasons { text { plain } } } }'
OTHER = '{ rolePage(slug: "night-baker") { title } }'


@pytest.fixture(autouse=True)
async def heard(installation: Installation) -> AsyncIterator[None]:
    """News are followed and the catalogue is built, as in a server."""
    async with following(installation):
        await build(installation.catalogue, installation.store)
        yield


@pytest.mark.usefixtures("library")
async def test_the_second_answer_is_the_first_one(reader: Reader) -> None:
    first, second = await reader.ask(), await reader.ask()
    assert reader.hits == 1
    assert second.content == first.content
    assert second.headers == first.headers
    assert first.json()["data"]["rolePage"]["title"] == "What is a baker?"


async def test_a_page_is_new_as_soon_as_it_is_published(
    reader: Reader, desk: Desk, library: Library
) -> None:
    before = await reader.ask()
    await desk.change(library.page, title={"en": "Who bakes?"})
    assert (await reader.ask()).content == before.content
    await desk.publish(library.page)
    after = await reader.ask()
    assert after.json()["data"]["rolePage"]["title"] == "Who bakes?"
    assert after.headers["etag"] != before.headers["etag"]


async def test_a_part_is_new_on_the_page_that_shows_it(
    reader: Reader, desk: Desk, library: Library
) -> None:
    assert "sells itself" in (await reader.ask(REASONS)).text
    await desk.change(library.reason, text={"en": "Bread is life."})
    await desk.publish(library.reason)
    assert "Bread is life." in (await reader.ask(REASONS)).text


async def test_what_is_of_other_things_stays(reader: Reader, desk: Desk, library: Library) -> None:
    await reader.ask(OTHER)
    await desk.publish(library.reason)
    await desk.change(library.page, title={"en": "Who bakes?"})
    await desk.publish(library.page)
    await reader.ask(OTHER)
    assert reader.hits == 1


async def test_a_slug_that_led_nowhere_leads_to_a_page(reader: Reader, desk: Desk) -> None:
    assert (await reader.ask()).json() == {"data": {"rolePage": None}}
    assert (await reader.ask()).json() == {"data": {"rolePage": None}}
    assert reader.hits == 1
    page = await desk.page(await desk.role(), slug={"en": "baker"}, title={"en": "Found"})
    await desk.publish(page, include_unpublished=True)
    assert (await reader.ask()).json()["data"]["rolePage"]["title"] == "Found"


async def test_lists_have_who_came_and_not_who_went(
    reader: Reader, desk: Desk, library: Library
) -> None:
    async def titles() -> list[str]:
        answer = (await reader.ask(TITLES)).json()["data"]["rolePages"]
        assert answer["totalCount"] == len(answer["nodes"])
        return [node["title"] for node in answer["nodes"]]

    assert await titles() == ["Night Baker", "What is a baker?"]
    page = await desk.page(library.role, title={"en": "A new one"})
    await desk.publish(page)
    assert await titles() == ["A new one", "Night Baker", "What is a baker?"]
    await desk.change(page, title={"en": "Z"})
    await desk.publish(page)
    assert await titles() == ["Night Baker", "What is a baker?", "Z"]
    await publishing.unpublish(desk.installation, page.id, "en", users=UsersFate.REFUSE, by=BY)
    assert await titles() == ["Night Baker", "What is a baker?"]
    assert await titles() == ["Night Baker", "What is a baker?"]
    assert reader.hits == 1


async def test_what_is_withdrawn_is_gone_before_pages_are_settled(
    reader: Reader, installation: Installation, library: Library
) -> None:
    before = await reader.ask(REASONS)
    assert "sells itself" in before.text
    installation.withdrawn.add("job", [Withdrawal(library.reason.id, "en")])
    without = await reader.ask(REASONS)
    assert "sells itself" not in without.text
    # The same documents were read, but nobody who holds the old answer is told to keep it.
    assert without.headers["etag"] != before.headers["etag"]
    installation.withdrawn.discard("job")
    assert (await reader.ask(REASONS)).content == before.content


async def test_what_changed_while_it_was_read_is_not_kept(
    reader: Reader, desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader read the old page, and a publish was told before its answer could be kept."""
    read, go_on = asyncio.Event(), asyncio.Event()
    as_it_is = answering.answer

    async def held(*arguments: object) -> object:
        outcome = await as_it_is(*arguments)  # type: ignore[arg-type]  # whatever it is given
        read.set()
        await go_on.wait()
        return outcome

    monkeypatch.setattr("api.delivery.computing.answer", held)
    late = asyncio.create_task(reader.ask())
    await read.wait()
    await desk.change(library.page, title={"en": "Who bakes?"})
    await desk.publish(library.page)
    monkeypatch.undo()
    # Who asks from now on does not join what began before.
    assert "Who bakes?" in (await reader.ask()).text
    go_on.set()
    assert "What is a baker?" in (await late).text
    assert reader.responses.counters.refused == 1
    assert "Who bakes?" in (await reader.ask()).text


async def test_no_answer_is_older_than_what_was_acknowledged(
    reader: Reader, desk: Desk, library: Library
) -> None:
    acknowledged, is_over = -1, False
    await desk.change(library.page, title={"en": "0"})
    await desk.publish(library.page)

    async def read() -> None:
        while not is_over:
            least = acknowledged
            answer = (await reader.ask()).json()
            assert int(answer["data"]["rolePage"]["title"]) >= least
            await asyncio.sleep(0)

    readers = [asyncio.create_task(read()) for _ in range(8)]
    for turn in range(30):
        await desk.change(library.page, title={"en": str(turn)})
        await desk.publish(library.page)
        acknowledged = turn
    is_over = True
    await asyncio.gather(*readers)
    assert reader.hits > 0


@pytest.mark.usefixtures("library")
async def test_many_who_ask_at_once_cost_one_answer(reader: Reader) -> None:
    answers = await asyncio.gather(*(reader.ask() for _ in range(40)))
    assert {answer.content for answer in answers} == {answers[0].content}
    assert reader.responses.counters.stored == 1
