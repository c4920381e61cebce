"""A subscription that breaks off is told as an error, not as one that has come to its end."""

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator
from typing import Any

import pytest
from starlette.requests import Request
from starlette.types import Message
from starlette.websockets import WebSocket
from structlog.testing import capture_logs

from api.subscriptions.event_stream import EventStream
from api.subscriptions.protocol import Handler, Socket
from api.subscriptions.running import Running
from api.subscriptions.watching import Watch
from auth.principal import Principal
from content.store import Unavailable
from schema.execution import Outcome

SOMEBODY = Principal("user:usr_1")
ERRORS = [(ValueError("an inside"), "INTERNAL"), (Unavailable("an inside"), "UNAVAILABLE")]


class Failing:
    """Tells once, if it begins at all, and fails."""

    def __init__(self, error: Exception, *, begins: bool = True) -> None:
        self.begun = asyncio.Event()
        self.missing_scopes: frozenset[str] = frozenset()
        self._error, self._begins = error, begins

    async def results(self, *_: Any) -> AsyncGenerator[Outcome, None]:
        """What it tells."""
        if self._begins:
            self.begun.set()
            yield Outcome(True, {"entityChanged": None})
        raise self._error


class Client:
    """Says some things and then no more; `told` is what it gets."""

    def __init__(self, says: Iterator[Message]) -> None:
        self.told: asyncio.Queue[Message] = asyncio.Queue()
        self._says = says

    async def receive(self) -> Message:
        """What it says."""
        for message in self._says:
            return message
        await asyncio.Event().wait()
        raise AssertionError

    async def send(self, message: Message) -> None:
        """Takes what it is sent."""
        self.told.put_nowait(message)


async def look(_: Request) -> Principal:
    """It may listen all the while."""
    return SOMEBODY


def watch() -> Watch:
    """Somebody who listens."""
    return Watch(Request({"type": "http", "headers": []}), SOMEBODY, look)


@pytest.mark.parametrize(("error", "code"), ERRORS)
async def test_a_stream_that_breaks_off(error: Exception, code: str) -> None:
    told, client = Failing(error), Client(iter(()))
    with capture_logs() as logs:
        async with asyncio.timeout(2):
            running = Running(told.results(), told.begun)
            assert await running.refusal() is None
            stream = EventStream(running, watch(), {}, lambda: None)
            await stream({"type": "http"}, client.receive, client.send)
    sent = [client.told.get_nowait() for _ in range(client.told.qsize())]
    events = b"".join(message.get("body", b"") for message in sent).decode().split("\n\n")
    names = [event.partition("\n")[0] for event in events if event.startswith("event")]
    assert names == ["event: next", "event: next", "event: complete"]
    (failed,) = (event for event in events if "errors" in event)
    (said,) = json.loads(failed.partition("data: ")[2])["errors"]
    assert said["extensions"]["code"] == code
    assert "an inside" not in failed
    assert len(logs) == 1


@pytest.mark.parametrize(("error", "code"), ERRORS)
async def test_a_stream_that_fails_before_it_begins(error: Exception, code: str) -> None:
    told = Failing(error, begins=False)
    running = Running(told.results(), told.begun)
    async with asyncio.timeout(2):
        refused = await running.refusal()
    await running.end()
    assert refused is not None
    assert not refused.was_executed
    assert refused.codes == {code}


@pytest.mark.parametrize(("error", "code"), ERRORS)
async def test_a_socket_whose_subscription_breaks_off(error: Exception, code: str) -> None:
    payload = {"query": "subscription { entityChanged { id } }"}
    says = [{"type": "connection_init"}, {"type": "subscribe", "id": "1", "payload": payload}]
    texts = [{"type": "websocket.receive", "text": json.dumps(each)} for each in says]
    told, client = Failing(error), Client(iter([{"type": "websocket.connect"}, *texts]))
    websocket = WebSocket({"type": "websocket", "headers": []}, client.receive, client.send)
    await websocket.accept()

    async def admit(_: Any) -> Watch:
        return watch()

    async def note(_: Any) -> None:
        raise AssertionError("nothing is refused")

    begin: Any = lambda _: told  # noqa: E731
    handler = Handler(Socket(websocket), admit, begin, told.results, note, lambda _: None)
    with capture_logs() as logs:
        handling = asyncio.create_task(handler.handle())
        async with asyncio.timeout(2):
            messages = [await client.told.get() for _ in range(4)]
        assert handler.operations == {}, "its id is free again"
        handling.cancel()
        await asyncio.gather(handling, return_exceptions=True)
    acknowledged, first, failed = [json.loads(message["text"]) for message in messages[1:]]
    assert (acknowledged["type"], first["type"]) == ("connection_ack", "next")
    assert (failed["id"], failed["type"]) == ("1", "error")
    assert failed["payload"][0]["extensions"]["code"] == code
    assert "an inside" not in str(failed)
    assert len(logs) == 1
