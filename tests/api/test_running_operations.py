"""Operations that take too long, and clients that go: queries are given up, mutations never."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from api import running_operations
from api.delivery import computing
from api.graphql_over_http import Refused
from api.running_operations import ClientGone, run_for, while_waited_for


class Client:
    """A client that hangs up when it is told to."""

    def __init__(self) -> None:
        self.hangs_up = asyncio.Event()

    @property
    def request(self) -> Request:
        """Its request, the body of which was read."""
        return Request({"type": "http", "headers": []}, self._receive)

    async def _receive(self) -> dict[str, Any]:
        await self.hangs_up.wait()
        return {"type": "http.disconnect"}


class Work:
    """Something that goes on until it may end."""

    def __init__(self) -> None:
        self.may_end, self.has_ended = asyncio.Event(), asyncio.Event()
        self.outcome = "unknown"

    async def run(self) -> str:
        """Notes how it went."""
        self.outcome = "cancelled"
        try:
            await self.may_end.wait()
            self.outcome = "done"
        finally:
            self.has_ended.set()
        return self.outcome


async def _settled(work: Work) -> str:
    async with asyncio.timeout(5):
        await work.has_ended.wait()
    return work.outcome


def query(request: Request, work: Work) -> Awaitable[str]:
    """Runs it as the editorial API runs a query."""
    return run_for(request, work.run(), lambda: False)


def reading(request: Request, work: Work) -> Awaitable[str]:
    """Runs it as the delivery API runs a query."""
    return while_waited_for(request, work.run())


def mutation(request: Request, work: Work) -> Awaitable[str]:
    """Runs it as the editorial API runs a mutation."""
    return run_for(request, work.run(), lambda: True)


@pytest.mark.parametrize("run", [query, reading, mutation])
async def test_what_ends_in_time_is_answered(
    run: Callable[[Request, Work], Awaitable[str]],
) -> None:
    work = Work()
    asyncio.get_running_loop().call_later(0.2, work.may_end.set)
    assert await run(Client().request, work) == "done"


@pytest.mark.parametrize("run", [query, reading])
async def test_a_query_is_given_up_when_its_client_goes(
    run: Callable[[Request, Work], Awaitable[str]],
) -> None:
    client, work = Client(), Work()
    asyncio.get_running_loop().call_later(0.15, client.hangs_up.set)
    async with asyncio.timeout(3):
        with pytest.raises(ClientGone):
            await run(client.request, work)
    assert await _settled(work) == "cancelled"
    current = asyncio.current_task()
    assert current is not None
    assert current.cancelling() == 0


async def test_a_mutation_goes_on_when_its_client_goes() -> None:
    client, work = Client(), Work()
    client.hangs_up.set()
    asyncio.get_running_loop().call_later(0.3, work.may_end.set)
    assert await mutation(client.request, work) == "done"


async def test_a_query_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running_operations, "QUERY_SECONDS", 0.1)
    work = Work()
    with pytest.raises(Refused) as refused:
        await query(Client().request, work)
    assert (refused.value.status, refused.value.code) == (504, "TIME_LIMIT")
    assert await _settled(work) == "cancelled"


async def test_a_mutation_that_takes_too_long_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running_operations, "QUERY_SECONDS", 0.1)
    monkeypatch.setattr(running_operations, "MUTATION_SECONDS", 0.2)
    work = Work()
    with pytest.raises(Refused) as refused:
        await mutation(Client().request, work)
    assert (refused.value.status, refused.value.code) == (504, "TIME_LIMIT")
    work.may_end.set()
    assert await _settled(work) == "done"


async def test_who_is_cancelled_from_outside_cancels_the_query_and_no_mutation() -> None:
    for run, outcome in ((query, "cancelled"), (reading, "cancelled"), (mutation, "done")):
        work = Work()
        waiting = asyncio.ensure_future(run(Client().request, work))
        await asyncio.sleep(0.15)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        work.may_end.set()
        assert await _settled(work) == outcome


async def _sent(app: Starlette, client: Client) -> list[Any]:
    """What the app sends to a client that asks a query of the delivery API."""
    sent: list[Any] = []
    body = json.dumps({"query": "{ rolePages { totalCount } }"}).encode()
    first = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Any:
        return first.pop() if first else await client._receive()

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"rolebook.test"), (b"content-type", b"application/json")]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "query_string": b"",
        "headers": headers,
        "client": ("192.0.2.1", 1),
        "server": ("127.0.0.1", 80),
        "scheme": "http",
        "http_version": "1.1",
        "root_path": "",
    }
    async with asyncio.timeout(10):
        await app(scope, receive, send)
    return sent


async def test_a_reader_who_goes_is_answered_nothing(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, client = Work(), Client()

    async def never(*_: Any) -> Any:
        return await work.run()

    monkeypatch.setattr(computing, "answer", never)
    asyncio.get_running_loop().call_later(0.2, client.hangs_up.set)
    assert await _sent(app, client) == []
    assert await _settled(work) == "cancelled"


async def test_a_query_that_takes_too_long_is_refused_with_504(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: Any) -> Any:
        return await Work().run()

    monkeypatch.setattr(computing, "answer", never)
    monkeypatch.setattr(computing, "QUERY_SECONDS", 0.1)
    start, told = await _sent(app, Client())
    assert start["status"] == 504
    assert json.loads(told["body"])["errors"][0]["extensions"] == {"code": "TIME_LIMIT"}
