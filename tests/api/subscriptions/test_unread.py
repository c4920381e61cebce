"""A client that takes nothing of what it is sent is let go, and what it listened to is ended."""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from starlette.requests import Request
from starlette.types import Message
from starlette.websockets import WebSocket

from api.subscriptions import event_stream
from api.subscriptions.event_stream import EventStream
from api.subscriptions.protocol import Handler, Socket
from api.subscriptions.running import Running
from api.subscriptions.watching import Watch
from auth.principal import Principal
from schema.execution import Outcome

SOMEBODY = Principal("user:usr_1")


class Told:
    """A subscription without end; `ended` once nobody listens any more."""

    def __init__(self) -> None:
        self.ended, self.begun = asyncio.Event(), asyncio.Event()
        self.missing_scopes: frozenset[str] = frozenset()

    async def results(self, *_: Any) -> AsyncGenerator[Outcome, None]:
        """One result after the other."""
        self.begun.set()
        try:
            while True:
                yield Outcome(True, {"entityChanged": None})
        finally:
            self.ended.set()


class Deaf:
    """Takes a few messages, and then none."""

    def __init__(self, takes: int, says: list[Message]) -> None:
        self._takes, self._says = takes, iter(says)

    async def receive(self) -> Message:
        """What it says, and then nothing."""
        for message in self._says:
            return message
        await asyncio.Event().wait()
        raise AssertionError

    async def send(self, _message: Message) -> None:
        """Waits for room that never comes."""
        self._takes -= 1
        if self._takes < 0:
            await asyncio.Event().wait()


async def look(_: Request) -> Principal:
    """It may listen all the while."""
    return SOMEBODY


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    assert event_stream.SEND_SECONDS == 10
    monkeypatch.setattr(event_stream, "SEND_SECONDS", 0.2)


async def test_a_stream_nobody_reads() -> None:
    told, deaf, closed = Told(), Deaf(4, []), asyncio.Event()
    request = Request({"type": "http", "headers": []})
    running = Running(told.results(), told.begun)
    assert await running.refusal() is None
    stream = EventStream(running, Watch(request, SOMEBODY, look), {}, closed.set)
    async with asyncio.timeout(2):
        await stream({"type": "http"}, deaf.receive, deaf.send)
    assert told.ended.is_set()
    assert closed.is_set()


async def test_a_socket_nobody_reads() -> None:
    payload = {"query": "subscription { entityChanged { id } }"}
    said = [
        {"type": "connection_init"},
        {"type": "subscribe", "id": "1", "payload": payload},
    ]
    says: list[Message] = [{"type": "websocket.connect"}]
    says += [{"type": "websocket.receive", "text": json.dumps(each)} for each in said]
    told, deaf = Told(), Deaf(4, says)
    websocket = WebSocket({"type": "websocket", "headers": []}, deaf.receive, deaf.send)
    await websocket.accept()

    async def admit(_: Any) -> Watch:
        return Watch(Request({"type": "http", "headers": []}), SOMEBODY, look)

    async def note(_: Any) -> None:
        raise AssertionError("nothing is refused")

    begin: Any = lambda _: told  # noqa: E731
    handler = Handler(Socket(websocket), admit, begin, told.results, note, lambda _: None)
    async with asyncio.timeout(2):
        await handler.handle()
    assert told.ended.is_set()
