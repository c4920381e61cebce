"""Nobody who asks after a publish was answered is shown what was there before it."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import count

import httpx
import pytest

from tests.conftest import SECRET
from tests.journeys.newsroom import Audience, Editor, intro, seconds_until_fresh, titles
from tests.serving import Server, rolebook, running_server

_NUMBERS = count(1)
ELSEWHERE_SECONDS = 1.0
"""How long another process may go on with the old page."""


@dataclass
class House:
    """Two servers over one database, and the credentials of those who edit there."""

    servers: list[Server]
    credentials: tuple[str, str]


@pytest.fixture(scope="module")
def house(mongodb_uri: str, database: str) -> Iterator[House]:
    """One house for all tests: each has editors of its own."""
    settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_fresh"[-38:],
        "ROLEBOOK_SECRET_KEY": SECRET,
        "ROLEBOOK_PUBLIC_URL": "http://localhost:8000",
        "ROLEBOOK_RATE_LIMIT": "off",
    }
    with running_server(settings) as one, running_server(settings) as other:
        made = rolebook(
            *("client", "add", "Editors", "--service", "--role", "publisher", "--json"),
            settings=settings,
        )
        assert made.returncode == 0, made.stderr
        account = json.loads(made.stdout)
        yield House([one, other], (account["client_id"], account["client_secret"]))


@pytest.fixture
async def editors(house: House) -> AsyncIterator[list[Editor]]:
    """An editor at each server, each with a published page of their own."""
    async with AsyncExitStack() as stack:
        found = []
        for place, server in enumerate(house.servers):
            http = await stack.enter_async_context(
                httpx.AsyncClient(base_url=server.url, timeout=30)
            )
            http.headers["Authorization"] = f"Bearer {await token(http, house)}"
            editor = Editor(http, f"editor-{place}-{next(_NUMBERS)}")
            await editor.create("Before the first change.")
            await editor.publish()
            found.append(editor)
        yield found


async def token(http: httpx.AsyncClient, house: House) -> str:
    """A token of the service account."""
    answer = await http.post(
        "/oauth/token",
        data={
            "grant_type": "client_credentials",
            "resource": "http://localhost:8000/editor/graphql",
        },
        auth=house.credentials,
    )
    given: str = answer.json()["access_token"]
    return given


async def changed_again_and_again(
    editor: Editor, here: httpx.AsyncClient, there: httpx.AsyncClient, times: int
) -> list[float]:
    """Publishes so often; how long the other server took each time."""
    slug, taken = f"{editor.key}-page", []
    for turn in range(times):
        text = f"Changed for the {turn}. time."
        await editor.write(text)
        await editor.publish()
        page, listed = await asyncio.gather(intro(here, slug), titles(here))
        assert page == text, "an old page where it was published"
        assert listed[slug] == text, "an old list where it was published"
        taken.append(await seconds_until_fresh(there, slug, text, ELSEWHERE_SECONDS))
        assert (await titles(there))[slug] == text, "the page is fresh and the list is not"
    return taken


async def publish_under_load(house: House, editors: list[Editor], times: int) -> None:
    slugs = [f"{editor.key}-page" for editor in editors]
    async with (
        httpx.AsyncClient(base_url=house.servers[0].url, timeout=30) as one,
        httpx.AsyncClient(base_url=house.servers[1].url, timeout=30) as other,
        Audience([one, other], slugs) as audience,
    ):
        await asyncio.gather(
            changed_again_and_again(editors[0], one, other, times),
            changed_again_and_again(editors[1], other, one, times),
        )
    assert audience.asked > times, "the readers were hardly answered"


async def test_no_reader_sees_what_was_before(house: House, editors: list[Editor]) -> None:
    await publish_under_load(house, editors, 15)


@pytest.mark.slow
async def test_no_reader_sees_what_was_before_in_a_thousand_publishes(
    house: House, editors: list[Editor]
) -> None:
    await publish_under_load(house, editors, 500)
