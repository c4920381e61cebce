"""The application sees of a request what it would see without our protocol in between."""

import asyncio
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.protocol import http_protocol, is_as_known
from api.protocol.front import RolebookProtocol
from tests.api.protocol.connecting import Heard, Outer, connected, settle

NAMES = some.sampled_from(
    [
        "Accept",
        "accept-encoding",
        "Authorization",
        "COOKIE",
        "Content-Type",
        "Expect",
        "X-A",
        "Connection",
        "If-None-Match",
        "Origin",
        "Range",
        "Upgrade",
        "User-Agent",
        "X-Request-Id",
    ]
)
VALUES = some.one_of(
    some.sampled_from(
        ["*/*", "application/json", "100-continue", "close", "h2c", "upgrade", "keep-alive"]
    ),
    some.text(some.characters(min_codepoint=32, max_codepoint=126), max_size=20),
)
PATHS = some.sampled_from(
    ["/graphql", "/graphql?query={a}", "/pages/a.json", "/", "/a%20b?c=%41", "/graphql?a#b", "*"]
)
HOSTS = some.lists(some.sampled_from(["127.0.0.1", "evil.example", "localhost:8000"]), max_size=2)


@some.composite
def requests(draw: some.DrawFn) -> bytes:
    """One request as bytes."""
    method = draw(some.sampled_from(["GET", "POST", "HEAD", "OPTIONS", "PUT"]))
    version = draw(some.sampled_from(["1.1", "1.1", "1.1", "1.0"]))
    lines = [f"{method} {draw(PATHS)} HTTP/{version}"]
    lines += [f"Host: {host}" for host in draw(HOSTS)]
    lines += [f"{name}: {value}" for name, value in draw(some.lists(some.tuples(NAMES, VALUES)))]
    body = draw(some.binary(max_size=60))
    if draw(some.booleans()):
        pieces = [b"%x\r\n%b\r\n" % (len(body), body)] if body else []
        lines.append("Transfer-Encoding: chunked")
        body = b"".join([*pieces, b"0\r\n\r\n"])
    elif body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


@settings(max_examples=300, deadline=None)
@given(requests(), some.lists(some.integers(1, 400), max_size=5))
def test_a_request_arrives_as_it_would(request: bytes, cuts: list[int]) -> None:
    places = sorted({0, *(cut for cut in cuts if cut < len(request)), len(request)})
    pieces = [request[a:b] for a, b in pairwise(places)]
    asked = [asyncio.run(heard(http, pieces)) for http in (HttpToolsProtocol, RolebookProtocol)]
    assert asked[0] == asked[1]


async def heard(http: type[HttpToolsProtocol], pieces: list[bytes]) -> Any:
    """What the application hears, and the status of what comes back."""
    app = Heard()
    protocol, wire = connected(http, Outer(app))
    for piece in pieces:
        if not wire.is_closed and protocol.transport is not None:
            protocol.data_received(piece)
            await settle()
    status = wire.sent.partition(b"\r\n")[0]
    return app.scopes, app.bodies, status, wire.is_closed or wire.has_ended


async def test_trailers_are_not_headers() -> None:
    app = Heard()
    protocol, _ = connected(RolebookProtocol, Outer(app))
    protocol.data_received(
        b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"2\r\nab\r\n0\r\nAuthorization: Bearer x\r\n\r\n"
    )
    await settle()
    assert app.bodies == [b"ab"]
    assert [name for name, _ in app.scopes[0]["headers"]] == [b"host", b"transfer-encoding"]


def test_the_uvicorn_installed_is_one_it_was_written_for() -> None:
    assert is_as_known()
    assert http_protocol("protocol") is RolebookProtocol


def test_another_uvicorn_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("api.protocol._KNOWN", set())
    assert http_protocol("protocol") is HttpToolsProtocol
    assert "ROLEBOOK_HTTP_FRONT=protocol" in "".join(capsys.readouterr())
    assert http_protocol("asgi") is HttpToolsProtocol
