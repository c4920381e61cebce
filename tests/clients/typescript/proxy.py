"""A proxy between a browser and a server, which sees all that crosses the network."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import unquote

import httpx

_OF_A_CONNECTION = {"connection", "content-encoding", "content-length", "transfer-encoding"}


class Crossed(NamedTuple):
    """A request and what came of it."""

    method: str
    target: str
    if_none_match: str | None
    status: int


class Page(NamedTuple):
    """A page of the proxy's own."""

    status: int
    headers: dict[str, str]
    body: bytes


Answering = Callable[[str, Page], Page]
"""What to answer to a request, its address and body in one text, in place of what was answered."""


class Proxy(ThreadingHTTPServer):
    """Hands requests on and notes them; `instead` are answered first, one a request."""

    def __init__(self, behind: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handing)
        self.behind = behind
        self.crossed: list[Crossed] = []
        self.instead: list[Page] = []
        self.answering: Answering = lambda _, page: page

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Proxy

    def _hand_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        answer = self.server.instead.pop(0) if self.server.instead else self._answer(body)
        condition = self.headers.get("if-none-match")
        self.server.crossed.append(Crossed(self.command, self.path, condition, answer.status))
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in _OF_A_CONNECTION:
                self.send_header(name, value)
        if answer.status != 304:
            self.send_header("content-length", str(len(answer.body)))
        self.end_headers()
        # A browser that knows enough hangs up.
        with suppress(ConnectionError):
            self.wfile.write(answer.body)

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):
            return self._hand_on
        raise AttributeError(name)

    def _answer(self, body: bytes) -> Page:
        headers = {
            name: value
            for name, value in self.headers.items()
            if name.lower() not in ("host", "connection", "content-length")
        }
        url = f"{self.server.behind}{self.path}"
        answer = httpx.request(self.command, url, headers=headers, content=body)
        page = Page(answer.status_code, dict(answer.headers), answer.content)
        return self.server.answering(unquote(self.path) + body.decode(), page)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def proxy(behind: str) -> Iterator[Proxy]:
    """A proxy in front of a server."""
    with Proxy(behind) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()
