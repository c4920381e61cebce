"""WebSockets come through, and outlive every time-out of HTTP."""

import time
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from api.protocol import limits
from api.protocol.front import RolebookProtocol
from tests.api.protocol.connecting import Outer, listening, received


async def echo(socket: WebSocket) -> None:
    """Says back what it hears."""
    await socket.accept("graphql-transport-ws")
    async for text in socket.iter_text():
        await socket.send_text(f"{text} {socket.url.path}")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time-outs of half a second."""
    monkeypatch.setattr("api.protocol.watch._EVERY_SECONDS", 0.05)
    for name in ("HEAD_SECONDS", "BODY_SECONDS", "IDLE_SECONDS", "LINGER_SECONDS"):
        monkeypatch.setattr(limits, name, 0.5)


def test_a_websocket_is_opened_and_stays() -> None:
    app = Starlette(routes=[WebSocketRoute("/editor/graphql", echo)])
    with listening(Outer(app), RolebookProtocol) as server:
        url = f"ws://127.0.0.1:{server.port}/editor/graphql"
        protocols: Any = ["graphql-transport-ws"]
        with connect(url, subprotocols=protocols) as client:
            assert client.subprotocol == "graphql-transport-ws"
            time.sleep(1.2)
            client.send("hello")
            assert client.recv(5) == "hello /editor/graphql"


def test_another_protocol_is_no_upgrade() -> None:
    with listening(Outer(Starlette()), RolebookProtocol) as server, server.open() as connection:
        connection.sendall(
            b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n"
            b"Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
        )
        assert received(connection).startswith(b"HTTP/1.1 404 ")
