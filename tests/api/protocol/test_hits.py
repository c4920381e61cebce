"""What is kept is answered in the protocol; what asks for more than that is not."""

import asyncio
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from api.delivery.encodings import Encoding
from api.protocol.front import RolebookProtocol
from tests.api.protocol.connecting import BODY, QUERY, Heard, Outer, Wire, connected, settle

ENTRY = b'"abcdefghijklmnop"'


def post(*fields: str, version: str = "1.1", body: bytes = QUERY) -> bytes:
    """A request for what is kept, with further header fields."""
    lines = [f"POST /graphql HTTP/{version}", "Host: localhost:8000"]
    lines += ["Content-Type: application/json", f"Content-Length: {len(body)}", *fields, "", ""]
    return "\r\n".join(lines).encode() + body


def get(*fields: str, query: str = "query={kept}") -> bytes:
    """A request for what is kept, by GET."""
    lines = [f"GET /graphql?{query} HTTP/1.1", "Host: 127.0.0.1", *fields, "", ""]
    return "\r\n".join(lines).encode()


class Asked:
    """A connection to an app, and what became of it."""

    def __init__(self, app: Heard | None = None, **settings: Any) -> None:
        self.app = app or Heard()
        outer = Outer(self.app, **settings)
        self.responses = outer.state.responses
        protocol, self.wire = connected(RolebookProtocol, outer)
        assert isinstance(protocol, RolebookProtocol)
        self.protocol = protocol

    def hears(self, data: bytes) -> Wire:
        """Sends bytes; what was answered at once."""
        self.protocol.data_received(data)
        return self.wire


def head_of(sent: bytes) -> dict[bytes, bytes]:
    """The header fields of the first answer."""
    lines = sent.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]
    return {name.lower(): value for name, _, value in (line.partition(b": ") for line in lines)}


@pytest.mark.parametrize("request_", [post(), get(), post("X-A: b"), get("User-Agent: curl")])
async def test_what_is_kept_is_answered_at_once(request_: bytes) -> None:
    asked = Asked()
    sent = asked.hears(request_).sent
    assert sent.startswith(b"HTTP/1.1 200 OK\r\ndate: ")
    assert sent.endswith(b"\r\n\r\n" + BODY)
    head = head_of(sent)
    assert head[b"content-length"] == str(len(BODY)).encode()
    assert head[b"etag"] == ENTRY
    assert asked.app.scopes == []
    assert asked.responses.counters.hits == 1
    assert not asked.wire.is_closed


@pytest.mark.parametrize("cut", range(1, len(post())))
async def test_wherever_it_is_cut(cut: int) -> None:
    asked = Asked()
    asked.hears(post()[:cut])
    assert asked.wire.sent == b""
    assert asked.hears(post()[cut:]).sent.endswith(BODY)


@pytest.mark.parametrize(
    "request_",
    [
        post("Authorization: Bearer x"),
        post("Cookie: a=b"),
        post("Range: bytes=0-1"),
        post("Expect: 100-continue"),
        post("Upgrade: websocket"),
        post("X-Rolebook-Cost: 1"),
        post("Host: localhost:8000"),
        post("X-Request-Id: a", "X-Request-Id: b"),
        post().replace(b"localhost", b"evil.example"),
        post().replace(b"Host: localhost:8000\r\n", b""),
        post().replace(b"application/json", b"text/plain"),
        post("Accept: application/graphql-response+json"),
        post("Accept-Encoding: identity;q=0, gzip"),
        get("Accept: text/html"),
        get(query="query={kept}#a"),
        get(query="query={other}"),
        get().replace(b"GET /graphql", b"GET /other"),
        post().replace(b"POST", b"PUT"),
        post(body=b'{"query":"{ other }"}'),
    ],
)
async def test_what_asks_for_more_is_handed_on(request_: bytes) -> None:
    asked = Asked()
    asked.hears(request_)
    await settle()
    assert len(asked.app.scopes) == 1
    assert BODY not in asked.wire.sent


async def test_other_origins_are_answered_only_when_all_are_allowed() -> None:
    asked = Asked()
    assert asked.hears(post("Origin: https://a.example")).sent.endswith(BODY)
    asked = Asked(allowed_origins="https://a.example")
    asked.hears(post("Origin: https://a.example"))
    await settle()
    assert len(asked.app.scopes) == 1
    assert asked.hears(post()).sent.endswith(BODY)


async def test_a_client_that_has_it_is_told_so() -> None:
    for held in (ENTRY, b"W/" + ENTRY, b'"x", ' + ENTRY, b"*", ENTRY[:-1] + b'-br"'):
        sent = Asked().hears(get("If-None-Match: " + held.decode())).sent
        assert sent.startswith(b"HTTP/1.1 304 Not Modified\r\n")
        assert sent.endswith(b"\r\n\r\n")
        assert b"content-length" not in head_of(sent)
    assert Asked().hears(get('If-None-Match: "other"')).sent.endswith(BODY)
    assert Asked().hears(post(f"If-None-Match: {ENTRY.decode()}")).sent.endswith(BODY)


async def test_an_id_is_sent_back_if_it_is_well_formed() -> None:
    assert head_of(Asked().hears(get("X-Request-Id: a-1")).sent)[b"x-request-id"] == b"a-1"
    for bad in ("a b", "x" * 101, "<"):
        sent = Asked().hears(get(f"X-Request-Id: {bad}")).sent
        assert sent.endswith(BODY)
        assert b"x-request-id" not in head_of(sent)


async def test_encoded_forms_are_sent_once_they_are_there() -> None:
    asked = Asked()
    (entry,) = asked.responses._queue
    assert asked.hears(get("Accept-Encoding: gzip, br")).sent.endswith(BODY)
    entry.add_form(Encoding.GZIP, b"(gzipped)")
    asked.wire.sent = b""
    sent = asked.hears(get("Accept-Encoding: gzip")).sent
    assert sent.endswith(b"(gzipped)")
    assert head_of(sent)[b"content-encoding"] == b"gzip"
    assert head_of(sent)[b"etag"] == ENTRY[:-1] + b'-gz"'


@pytest.mark.parametrize(
    "last",
    [
        post("Connection: close"),
        post(version="1.0"),
        post("Connection: keep-alive", version="1.0"),
    ],
)
async def test_the_last_request_ends_the_connection(last: bytes) -> None:
    asked = Asked()
    sent = asked.hears(last + post()).sent
    assert sent.count(BODY) == 1
    assert head_of(sent)[b"connection"] == b"close"
    assert asked.wire.is_closed


async def test_answers_come_in_the_order_of_requests() -> None:
    wait = asyncio.Event()
    asked = Asked(Heard(wait=wait))
    asked.hears(post() + post(body=b'{"a":1}') + post() + post(body=b'{"b":2}') + get())
    await settle()
    assert asked.wire.sent.count(BODY) == 1  # the rest waits
    wait.set()
    await settle()
    pieces = [asked.wire.sent.index(each) for each in (BODY, b'{"a":1}', QUERY, b'{"b":2}')]
    assert pieces == sorted(pieces)
    asked.wire.sent = b""
    assert asked.hears(get()).sent.endswith(BODY)


async def test_who_reads_slowly_is_not_written_to() -> None:
    asked = Asked()
    asked.protocol.pause_writing()
    asked.hears(post() * 10)
    await settle()
    assert asked.wire.sent == b""
    asked.protocol.resume_writing()
    await settle()
    assert asked.wire.sent.count(b"HTTP/1.1 200 OK") == 10


async def test_a_flood_of_requests_on_one_connection_is_read_in_part() -> None:
    wait = asyncio.Event()
    asked = Asked(Heard(wait=wait))
    asked.hears(post(body=b"{}") * 5_000)
    await settle()
    assert len(asked.protocol.pipeline) == 32
    wait.set()
    for _ in range(40):
        await settle()
    assert len(asked.app.scopes) == 33
    assert asked.wire.is_closed


async def test_stopping_lets_a_request_finish() -> None:
    asked = Asked()
    asked.hears(post(body=b'{"x":1}')[:-3])
    asked.protocol.shutdown()
    asked.hears(post(body=b'{"x":1}')[-3:])
    await settle()
    assert asked.app.bodies == [b'{"x":1}']
    assert asked.wire.is_closed
    asked = Asked()
    asked.hears(post())
    asked.protocol.shutdown()
    assert asked.wire.is_closed


async def test_every_kind_of_answer_tells_its_date() -> None:
    hit = Asked().hears(post()).sent
    unchanged = Asked().hears(get(f"If-None-Match: {ENTRY.decode()}")).sent
    refused = Asked().hears(b"nonsense\r\n\r\n").sent
    asked = Asked()
    asked.hears(get(query="query={other}"))
    await settle()
    for sent, status in (
        (hit, b"200"),
        (unchanged, b"304"),
        (refused, b"400"),
        (asked.wire.sent, b"200"),
    ):
        assert sent.startswith(b"HTTP/1.1 " + status)
        date = head_of(sent)[b"date"].decode()
        assert parsedate_to_datetime(date).tzinfo is not None
        assert sent.lower().count(b"\r\ndate: ") == 1
