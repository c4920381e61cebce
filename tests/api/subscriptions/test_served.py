"""Streams of a real `rolebook serve`: they end in order with it."""

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import websockets

from tests.api.subscriptions.listening import Socket, Sockets
from tests.conftest import SECRET
from tests.serving import Server, rolebook, running_server

QUERY = "subscription { entityChanged { entity { key } } }"


@pytest.fixture
def settings(mongodb_uri: str, database: str) -> dict[str, str]:
    """A database of its own."""
    return {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_streams"[-38:],
        "ROLEBOOK_SECRET_KEY": SECRET,
    }


@pytest.fixture
def served(settings: dict[str, str]) -> Iterator[Server]:
    """A server that is ended by the test."""
    with running_server(settings) as running:
        yield running


@pytest.fixture
def token(served: Server, settings: dict[str, str]) -> str:
    """A publisher's."""
    given = {**settings, "ROLEBOOK_PUBLIC_URL": served.url}
    added = rolebook(
        *("client", "add", "A script", "--service", "--role", "publisher", "--json"),
        settings=given,
    )
    client = json.loads(added.stdout)
    answer = httpx.post(
        f"{served.url}/oauth/token",
        data={"grant_type": "client_credentials"},
        auth=(client["client_id"], client["client_secret"]),
    )
    found: str = answer.json()["access_token"]
    return found


@pytest.fixture
async def listener(served: Server, token: str) -> AsyncIterator[Socket]:
    """Somebody who listens on a socket."""
    url = served.url.replace("http:", "ws:") + "/editor/graphql"
    opened = await Sockets(url).open()
    await opened.begin(Authorization=f"Bearer {token}")
    await opened.subscribe(QUERY)
    yield opened
    await opened.close()


async def test_a_server_that_stops_ends_its_streams_at_once(
    served: Server, token: str, listener: Socket
) -> None:
    headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream"}
    async with (
        httpx.AsyncClient(timeout=10) as client,
        client.stream(
            "POST", f"{served.url}/editor/graphql", json={"query": QUERY}, headers=headers
        ) as response,
    ):
        lines = response.aiter_lines()
        assert await anext(lines) == ":"
        began = time.monotonic()
        served.process.send_signal(signal.SIGTERM)
        told = [line async for line in lines if line]
        assert told[0] == "event: next"
        assert json.loads(told[1][5:])["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
        assert told[2] == "event: complete"
    with pytest.raises(websockets.ConnectionClosed) as closed:
        await listener.raw.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code in (1001, 1012)
    await asyncio.to_thread(served.process.wait, 10)
    assert time.monotonic() - began < 6
