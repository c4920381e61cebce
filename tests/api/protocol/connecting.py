"""A connection without a network, and a small server that listens on one."""

import asyncio
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from api.delivery.asked import MISSED
from api.delivery.at_once import Question
from api.delivery.cache import ResponseCache, raw_key
from api.delivery.entry import Entry
from api.load import Load
from api.settings import read_settings

Scope = MutableMapping[str, Any]
BODY = b'{"data":{"kept":true}}'
QUERY = b'{"query":"{ kept }"}'


class Wire(asyncio.Transport):
    """A transport that remembers what was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = b""
        self.is_closed = self.is_aborted = self.has_ended = self.is_paused = False

    def get_extra_info(self, name: str, _default: Any = None) -> Any:
        """Where it leads."""
        return {"peername": ("203.0.113.9", 5000), "sockname": ("127.0.0.1", 8000)}.get(name)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Remembers."""
        self.sent += bytes(data)

    def writelines(self, list_of_data: Any) -> None:
        """Remembers all."""
        self.sent += b"".join(list_of_data)

    def write_eof(self) -> None:
        """Ends what is sent."""
        self.has_ended = True

    def is_closing(self) -> bool:
        """Whether it is closed."""
        return self.is_closed

    def close(self) -> None:
        """Closes it."""
        self.is_closed = True

    def abort(self) -> None:
        """Closes it at once."""
        self.is_closed = self.is_aborted = True

    def pause_reading(self) -> None:
        """Reads no more."""
        self.is_paused = True

    def resume_reading(self) -> None:
        """Reads on."""
        self.is_paused = False


@dataclass
class Heard:
    """An application that says back what it was asked, after `wait`."""

    scopes: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    wait: asyncio.Event | None = None

    async def __call__(
        self,
        scope: Scope,
        receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
        send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
    ) -> None:
        """Answers one request."""
        told = {name: value for name, value in scope.items() if name not in ("state", MISSED)}
        self.scopes.append(told)
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                self.bodies.append(b"(gone)")
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
        self.bodies.append(body)
        if self.wait is not None:
            await self.wait.wait()
        length = str(len(body)).encode()
        headers = [(b"content-length", length), (b"x-path", scope["raw_path"])]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class NothingAtOnce:
    """Has no answer without waiting."""

    def answer(self, _question: Question) -> None:
        """Never one."""


class Outer:
    """The attributes of our app around any other."""

    def __init__(self, app: ASGIApp, responses: ResponseCache | None = None, **settings: Any):
        self._app = app
        self.state = Starlette().state
        self.state.settings = read_settings(**settings)
        self.state.responses = kept() if responses is None else responses
        self.state.load = Load()
        self.state.delivery = SimpleNamespace(at_once=NothingAtOnce())

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Passes it on."""
        await self._app(scope, receive, send)


def kept(body: bytes = BODY) -> ResponseCache:
    """A cache with one answer, to a POST and a GET."""
    cache = ResponseCache(8)
    entry = Entry(
        fingerprint=b"abcdefghijklmnop",
        headers=((b"content-type", b"application/json; charset=utf-8"), (b"vary", b"Accept")),
        body=body,
    )
    assert cache.put(raw_key(b"POST", b"json", QUERY), b"kept", entry, cache.epoch)
    cache.put(raw_key(b"GET", b"json", b"query={kept}"), b"kept", entry, cache.epoch)
    return cache


def configured(app: Any, http: type[asyncio.Protocol]) -> uvicorn.Config:
    """uvicorn as `serve` sets it up."""
    config = uvicorn.Config(
        app,
        http=http,
        ws="websockets-sansio",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )
    config.load()
    return config


def connected(
    http: type[HttpToolsProtocol], app: Any, state: ServerState | None = None
) -> tuple[HttpToolsProtocol, Wire]:
    """A connection of that class; needs a running loop."""
    state = state or ServerState()
    state.default_headers = [(b"date", b"Sun, 22 Nov 2026 12:00:00 GMT")]
    protocol = http(configured(app, http), state, {})
    wire = Wire()
    protocol.connection_made(wire)
    return protocol, wire


async def settle() -> None:
    """Lets every task go as far as it gets."""
    for _ in range(20):
        await asyncio.sleep(0)


@dataclass
class Listening:
    """A server in a thread."""

    port: int
    server: uvicorn.Server
    longest_turns: list[float]
    """One number: the most CPU seconds that the event loop was busy for at a stretch."""

    def open(self, seconds: float = 10) -> socket.socket:
        """A connection to it."""
        return socket.create_connection(("127.0.0.1", self.port), seconds)


@contextmanager
def listening(app: Any, http: type[asyncio.Protocol]) -> Iterator[Listening]:
    """A server on a port of its own, on uvloop, until the block ends."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    server = uvicorn.Server(configured(app, http))
    server.capture_signals = _no_signals  # type: ignore[method-assign]  # it is not the main thread

    turns = [0.0]

    async def measure() -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0.005)
            turns[0] = max(turns[0], time.thread_time() - before)

    async def serve() -> None:
        measuring = asyncio.create_task(measure())
        await server.serve(sockets=[listener])
        measuring.cancel()

    def run() -> None:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(serve())

    thread = threading.Thread(target=run, daemon=True)
    port = listener.getsockname()[1]
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        turns[0] = 0.0
        yield Listening(port, server, turns)
    finally:
        server.should_exit = server.force_exit = True
        thread.join(10)
        listener.close()


@contextmanager
def _no_signals() -> Iterator[None]:
    yield


def received(connection: socket.socket) -> bytes:
    """All that comes until the other side ends, or nothing comes for as long as it may."""
    said = b""
    try:
        while piece := connection.recv(65_536):
            said += piece
    except (TimeoutError, ConnectionResetError):
        pass
    return said
