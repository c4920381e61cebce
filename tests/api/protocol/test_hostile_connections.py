"""Connections that mean no good: each is ended in time, and others are answered meanwhile."""

import asyncio
import json
import socket
import time
import tracemalloc
from collections.abc import Iterator

import pytest

from api.protocol import limits
from api.protocol.counts import CONNECTIONS
from api.protocol.front import RolebookProtocol
from tests.api.protocol.connecting import (
    Heard,
    Listening,
    Outer,
    connected,
    kept,
    listening,
    received,
    settle,
)

GET = b"GET /graphql?query={kept} HTTP/1.1\r\nHost: localhost\r\n\r\n"
HEAD = b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
LONGEST_TURN_SECONDS = 0.1


@pytest.fixture(scope="module")
def server() -> Iterator[Listening]:
    """A server whose time-outs are a second and less."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.protocol.watch._EVERY_SECONDS", 0.05)
        for name in ("HEAD_SECONDS", "BODY_SECONDS", "IDLE_SECONDS", "STALLED_SECONDS"):
            patch.setattr(limits, name, 0.6)
        patch.setattr(limits, "LINGER_SECONDS", 0.3)
        with listening(Outer(Heard(), kept(b"x" * 20_000)), RolebookProtocol) as running:
            yield running


@pytest.fixture(autouse=True)
def others_are_answered(server: Listening) -> Iterator[None]:
    """Holds of every test: the loop was never busy for long, and the server still answers."""
    server.longest_turns[0] = 0.0
    yield
    assert server.longest_turns[0] < LONGEST_TURN_SECONDS
    with server.open() as connection:
        connection.sendall(GET)
        assert connection.recv(20).startswith(b"HTTP/1.1 200 OK")


def status_and_code(answer: bytes) -> tuple[int, str]:
    """What a refusal says."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"\r\nConnection: close" in head
    return int(head.split()[1]), json.loads(body)["errors"][0]["extensions"]["code"]


def answered(server: Listening, *pieces: bytes) -> tuple[int, str]:
    """The refusal of what is sent in those pieces."""
    with server.open() as connection:
        for piece in pieces:
            connection.sendall(piece)
        return status_and_code(received(connection))


def test_a_head_that_does_not_end(server: Listening) -> None:
    started = time.monotonic()
    assert answered(server, HEAD) == (408, "REQUEST_TIMEOUT")
    assert time.monotonic() - started < 3


def test_a_head_that_comes_byte_by_byte(server: Listening) -> None:
    with server.open() as connection:
        connection.settimeout(0.05)
        said = b""
        for byte in HEAD:
            try:
                connection.sendall(bytes([byte]))
                said += connection.recv(1000)
            except TimeoutError:
                continue
            except OSError:
                break
            if said:
                break
        assert status_and_code(said + received(connection))[0] == 408


def test_a_body_that_does_not_end(server: Listening) -> None:
    for length in (100, 200_000):  # kept back, and handed on to the application
        head = HEAD + b"Content-Length: %d\r\n\r\n" % length
        assert answered(server, head, b'{"query":') == (408, "REQUEST_TIMEOUT")


def test_a_connection_that_says_nothing_is_closed(server: Listening) -> None:
    started = time.monotonic()
    with server.open() as connection:
        assert received(connection) == b""
    assert 0.4 < time.monotonic() - started < 3


def test_an_idle_connection_is_closed_after_its_answer(server: Listening) -> None:
    with server.open() as connection:
        connection.sendall(GET)
        started = time.monotonic()
        assert received(connection).startswith(b"HTTP/1.1 200 OK")
        assert time.monotonic() - started < 3


def test_a_url_that_is_too_long(server: Listening) -> None:
    long = b"GET /graphql?query=" + b"a" * 8_200
    assert answered(server, long + b" HTTP/1.1\r\nHost: localhost\r\n\r\n") == (414, "URL_TOO_LONG")
    assert answered(server, long) == (414, "URL_TOO_LONG")
    assert answered(server, b"GET /" + b"a" * 2_000_000) == (414, "URL_TOO_LONG")


def test_headers_that_are_too_large(server: Listening) -> None:
    told = (431, "HEADERS_TOO_LARGE")
    assert answered(server, HEAD, b"X-A: " + b"a" * 33_000 + b"\r\n\r\n") == told
    assert answered(server, HEAD, b"X-A: " + b"a" * 2_000_000) == told
    assert answered(server, HEAD, b"X-A: b\r\n" * 99 + b"\r\n") == told
    assert answered(server, HEAD, b"X-A: b\r\n" * 200_000) == told
    with server.open() as connection:
        connection.sendall(GET[:-2] + b"X-A: b\r\n" * 98 + b"Connection: close\r\n\r\n")
        assert received(connection).startswith(b"HTTP/1.1 200 OK")


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(server: Listening) -> None:
    for path, most in ((b"/graphql", 262_144), (b"/editor/graphql", 1_048_576)):
        head = HEAD.replace(b"/graphql", path) + b"Content-Length: %d\r\n\r\n" % (most + 1)
        started = time.monotonic()
        assert answered(server, head) == (413, "BODY_TOO_LARGE")
        assert time.monotonic() - started < 1


def test_a_refusal_is_heard_by_who_sends_on(server: Listening) -> None:
    head = HEAD + b"Content-Length: 3000000\r\n\r\n"
    with server.open() as connection:
        connection.sendall(head)
        for _ in range(30):
            connection.sendall(b"x" * 100_000)
        assert status_and_code(received(connection)) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)) * 4,
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x00" * 100_000,
        b"GET / HTTP/1.1\r\nHost: a\r\n b: c\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
    ],
)
def test_what_is_not_http(server: Listening, garbage: bytes) -> None:
    assert answered(server, garbage) == (400, "BAD_REQUEST")


def test_line_ends_without_end(server: Listening) -> None:
    with server.open() as connection:
        for _ in range(20):
            connection.sendall(b"\r\n" * 10_000)
        assert received(connection) == b""


def test_ten_thousand_tiny_writes(server: Listening) -> None:
    body = b'{"query":"{ other }","variables":{"a":"' + b"b" * 10_000 + b'"}}'
    request = HEAD + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body
    with server.open() as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for at in range(len(request)):
            connection.send(request[at : at + 1])
        answer = received(connection)
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert answer.endswith(body)


def test_half_open_connections_are_all_ended(server: Listening) -> None:
    opened = [server.open() for _ in range(300)]
    for connection in opened:
        connection.sendall(HEAD)
    deadline = time.monotonic() + 5
    while server.server.server_state.connections and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not server.server.server_state.connections
    for connection in opened:
        connection.close()


def test_who_does_not_read_holds_little(server: Listening) -> None:
    tracemalloc.start()
    with server.open() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(0.2)
        sent = 0
        try:
            for _ in range(100):
                connection.sendall(GET * 1_000)  # each wants 20 kB
                sent += 1_000
        except OSError:
            pass
        _, most = tracemalloc.get_traced_memory()
        assert most < 20_000_000
        time.sleep(1.2)
        assert not server.server.server_state.connections
    tracemalloc.stop()


def test_many_requests_in_one_write_are_all_answered(server: Listening) -> None:
    with server.open() as connection:
        last = GET[:-2] + b"Connection: close\r\n\r\n"
        connection.sendall(GET * 20 + last)
        assert received(connection).count(b"HTTP/1.1 200 OK") == 21


async def test_a_full_process_gives_up_idle_connections_and_then_refuses() -> None:
    outer = Outer(Heard())
    first, wire = connected(RolebookProtocol, outer)
    assert isinstance(first, RolebookProtocol)
    first.watch.most_connections = 2
    second, busy = connected(RolebookProtocol, outer, first.server_state)
    second.data_received(HEAD + b"Content-Length: 2\r\n\r\n")  # half a request
    _, third = connected(RolebookProtocol, outer, first.server_state)
    assert wire.is_closed  # idle, and the oldest
    assert not busy.is_closed
    assert third.sent == b""
    before = CONNECTIONS.refused[503]
    _, fourth = connected(RolebookProtocol, outer, first.server_state)
    assert status_and_code(fourth.sent) == (503, "OVERLOADED")
    assert CONNECTIONS.refused[503] == before + 1


async def test_an_application_that_is_slow_is_not_the_clients_fault() -> None:
    wait = asyncio.Event()
    protocol, wire = connected(RolebookProtocol, Outer(Heard(wait=wait)))
    assert isinstance(protocol, RolebookProtocol)
    protocol.data_received(GET.replace(b"kept", b"other"))
    await settle()
    protocol.look(protocol.since + 1_000)
    assert not wire.is_closed
    wait.set()
    await settle()
    assert wire.sent.startswith(b"HTTP/1.1 200 OK")
    protocol.look(protocol.since + 1_000)
    assert wire.is_closed
