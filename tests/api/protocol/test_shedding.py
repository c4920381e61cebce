"""When there is too much to do, what is not kept is refused at once, and what is goes on."""

import asyncio

import pytest

from api.load import Allowance
from api.protocol.front import RolebookProtocol
from tests.api.protocol.connecting import BODY, QUERY, Heard, Outer, connected, settle

HEAD = b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
KEPT = HEAD + b"Content-Length: %d\r\n\r\n" % len(QUERY) + QUERY
OTHER = HEAD + b"Content-Length: 2\r\n\r\n{}"


async def test_a_burst_is_cut_before_it_is_begun() -> None:
    wait = asyncio.Event()
    app = Heard(wait=wait)
    outer = Outer(app)
    outer.state.load.delivery = Allowance(outer.state.load.lag, running=2, waiting=3)
    first, _ = connected(RolebookProtocol, outer)
    wires = []
    for _ in range(8):
        connection, wire = connected(RolebookProtocol, outer, first.server_state)
        connection.data_received(OTHER)
        wires.append((connection, wire))
    refused = [wire.sent for _, wire in wires[5:]]
    assert all(sent.startswith(b"HTTP/1.1 503 ") for sent in refused)
    assert all(b"\r\nRetry-After: 1\r\n" in sent for sent in refused)
    assert all(b"\r\ndate: " in sent for sent in refused)
    assert outer.state.load.delivery.shed == 3
    assert [wire.sent for _, wire in wires[:5]] == [b""] * 5
    last, wire = wires[-1]
    wire.sent = b""
    last.data_received(KEPT)
    assert wire.sent.endswith(BODY)
    wait.set()
    await settle()
    assert len(app.scopes) == 5
    wire.sent = b""
    last.data_received(OTHER)
    await settle()
    assert wire.sent.startswith(b"HTTP/1.1 200 OK")


async def test_a_loop_that_lags_answers_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    outer = Outer(Heard())
    monkeypatch.setattr(outer.state.load.lag, "seconds", 1.0)
    monkeypatch.setattr(outer.state.load.delivery, "running", 4)
    connection, wire = connected(RolebookProtocol, outer)
    connection.data_received(OTHER + KEPT)
    assert wire.sent.startswith(b"HTTP/1.1 503 ")
    assert wire.sent.endswith(BODY)
    assert not wire.is_closed


async def test_who_comes_alone_is_served_however_late_the_loop_is() -> None:
    outer = Outer(Heard())
    outer.state.load.lag.seconds = 60.0
    connection, wire = connected(RolebookProtocol, outer)
    connection.data_received(OTHER)
    await settle()
    assert wire.sent.startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize("path", [b"/livez", b"/readyz", b"/metrics", b"/account/", b"/oauth/x"])
async def test_what_is_none_of_delivery_is_not_refused(path: bytes) -> None:
    outer = Outer(Heard())
    outer.state.load.delivery = Allowance(outer.state.load.lag, running=0, waiting=0)
    connection, wire = connected(RolebookProtocol, outer)
    connection.data_received(b"GET %b HTTP/1.1\r\nHost: localhost\r\n\r\n" % path)
    await settle()
    assert wire.sent.startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize("origins", ["*", "https://jobs.example"])
async def test_a_refusal_says_whose_it_is_and_who_may_read_it(origins: str) -> None:
    outer = Outer(Heard(), allowed_origins=origins)
    outer.state.load.delivery = Allowance(outer.state.load.lag, running=0, waiting=0)
    connection, wire = connected(RolebookProtocol, outer)
    connection.data_received(OTHER.replace(b"Host", b"X-Request-Id: mine\r\nHost"))
    assert wire.sent.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
    assert b"\r\nx-request-id: mine\r\n" in wire.sent
    assert (b"Access-Control-Allow-Origin: *" in wire.sent) is (origins == "*")
