"""Both fronts over one cache: what they answer, and what they hand on as it came."""

from dataclasses import dataclass, field

import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.delivery.cache import ResponseCache, page_key, raw_key
from api.delivery.encodings import COMPRESSED, Encoding
from api.delivery.entry import Entry
from api.delivery.front import DeliveryFront
from api.protocol.front import RolebookProtocol
from tests.api.protocol.connecting import Heard, Outer, connected, settle

BODY = b'{"data":{"kept":"' + b"bread " * 200 + b'"}}'
QUERY = b'{"query":"{ kept }"}'
LONG = b'{"query":"' + b" " * 4_000 + b'{ kept }"}'
PAGE = b"<!doctype html>"
JSON = "Content-Type: application/json"


def kept() -> ResponseCache:
    """A cache with an answer to a POST and a GET, one that is encoded, and a page."""
    cache = ResponseCache(8)
    for name, media in ((b"json", b"application/json"), (b"graphql", b"application/graphql")):
        headers = ((b"content-type", media), (b"vary", b"Accept"))
        entry = Entry(fingerprint=b"of-" + name, headers=headers, body=BODY)
        for raw in (
            raw_key(b"POST", name, QUERY),
            raw_key(b"POST", name, LONG),
            raw_key(b"GET", name, b"query={kept}"),
        ):
            assert cache.put(raw, name, entry, cache.epoch)
    encoded = Entry(fingerprint=b"encoded", headers=(), body=BODY)
    encoded.add_form(Encoding.GZIP, COMPRESSED[Encoding.GZIP](BODY))
    cache.put(raw_key(b"GET", b"json", b"encoded"), b"encoded", encoded, cache.epoch)
    page = Entry(fingerprint=b"page", headers=((b"content-type", b"text/html"),), body=PAGE)
    cache.put(page_key(b"/pages/b%C3%A4cker.html", b"locale=de"), b"page", page, cache.epoch)
    return cache


class Fronted(Outer):
    """An app behind the portable front, as `api.app` puts it there."""

    async def __call__(self, scope: dict[str, object], receive: object, send: object) -> None:
        """Answers one request."""
        await super().__call__({**scope, "app": self}, receive, send)


@dataclass
class Answer:
    """What came back, and what the app behind the front heard."""

    status: int = 0
    head: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    heard: list[bytes] = field(default_factory=list)


@pytest.fixture(params=["asgi", "protocol"])
def front(request: pytest.FixtureRequest) -> str:
    """Which front answers."""
    name: str = request.param
    return name


async def ask(
    front: str, request: bytes, responses: ResponseCache | None = None, **settings: str
) -> Answer:
    """The answer to the bytes of a request."""
    heard, responses = Heard(), responses or kept()
    if front == "asgi":
        app: Outer = Fronted(DeliveryFront(heard), responses, **settings)
        connection, wire = connected(HttpToolsProtocol, app)
    else:
        app = Outer(heard, responses, **settings)
        connection, wire = connected(RolebookProtocol, app)
    connection.data_received(request)
    await settle()
    head, _, body = wire.sent.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines)
    connection.connection_lost(None)
    return Answer(int(status.split()[1]), fields, body, heard.bodies)


def post(*fields: str, body: bytes = QUERY, path: str = "/graphql") -> bytes:
    """A POST."""
    lines = [f"POST {path} HTTP/1.1", "Host: localhost:8000", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, *(fields or (JSON,)), "", ""]).encode() + body


def get(*fields: str, path: str = "/graphql?query={kept}", method: str = "GET") -> bytes:
    """A GET."""
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *fields, "", ""]).encode()


HITS = {
    "post": post(),
    "post with a charset": post("Content-Type: application/json; charset=utf-8"),
    "post, long": post(JSON, body=LONG),
    "post with a query string": post(JSON, path="/graphql?a"),
    "get": get(),
    "get with an accept": get("Accept: */*"),
    "any origin": get("Origin: https://jobs.example"),
    "post by a page": post(JSON, "Origin: https://jobs.example", "Sec-Fetch-Mode: cors"),
    "encodings not made": get("Accept-Encoding: br;q=1.0, zstd"),
}


@pytest.mark.parametrize("request_", HITS.values(), ids=HITS)
async def test_what_is_kept_is_answered(front: str, request_: bytes) -> None:
    answer = await ask(front, request_)
    assert (answer.status, answer.body, answer.heard) == (200, BODY, [])
    assert answer.head["etag"] == '"of-json"'
    assert answer.head["content-type"] == "application/json"
    assert answer.head["content-length"] == str(len(BODY))
    assert "x-request-id" not in answer.head


HANDED_ON = {
    "another query": post(JSON, body=b'{"query":"{ other }"}'),
    "another path": get(path="/graphql/?query={kept}"),
    "another method": get(method="PUT"),
    "a token": post(JSON, "Authorization: Bearer x"),
    "a cookie": get("Cookie: a=b"),
    "a range": get("Range: bytes=0-1"),
    "an upgrade": get("Upgrade: h2c"),
    "its cost": post(JSON, "X-Rolebook-Cost: 1"),
    "no content type": post("X-A: b"),
    "another content type": post("Content-Type: text/plain"),
    "two of one field": get("Accept: */*", "Accept: text/html"),
    "a page for a browser": get("Accept: text/html,*/*;q=0.8"),
    "an encoding that is not made": get("Accept-Encoding: gzip, identity;q=0"),
    "nothing acceptable": get("Accept-Encoding: *;q=0"),
    "an unknown host": get().replace(b"127.0.0.1", b"evil.example"),
    "two hosts": get("Host: 127.0.0.1"),
    "no host": get().replace(b"Host:", b"X-Host:").replace(b"1.1", b"1.0"),
    "a page by post": post(JSON, path="/pages/b%C3%A4cker.html?locale=de"),
    "a page in another locale": get(path="/pages/b%C3%A4cker.html?locale=en"),
    "an encoded page address": get(path="/pages/b%C3%A4cker%2Ehtml?locale=de"),
}


@pytest.mark.parametrize("request_", HANDED_ON.values(), ids=HANDED_ON)
async def test_what_asks_for_more_is_handed_on_as_it_came(front: str, request_: bytes) -> None:
    answer = await ask(front, request_)
    _, _, body = request_.partition(b"\r\n\r\n")
    assert answer.heard == [body]
    assert answer.body == body


async def test_a_named_origin_is_left_to_the_layer_that_knows_it(front: str) -> None:
    request = get("Origin: https://jobs.example")
    answer = await ask(front, request, allowed_origins="https://jobs.example")
    assert answer.heard == [b""]
    assert (await ask(front, get(), allowed_origins="https://jobs.example")).heard == []


async def test_the_kind_of_answer_is_the_one_asked_for(front: str) -> None:
    accept = "Accept: application/graphql-response+json, application/json;q=0.9"
    for request in (get(accept), post(JSON, accept)):
        answer = await ask(front, request)
        assert answer.head["content-type"] == "application/graphql"
        assert answer.body == BODY


async def test_who_has_it_is_told_so(front: str) -> None:
    for held in ('"of-json"', 'W/"of-json"', '"x", "of-json-gz"', "*"):
        answer = await ask(front, get(f"If-None-Match: {held}"))
        assert (answer.status, answer.body, answer.heard) == (304, b"", [])
        assert answer.head["vary"] == "Accept"
        assert answer.head["etag"].startswith('"of-json')
    assert (await ask(front, get('If-None-Match: "other"'))).status == 200


async def test_a_post_is_answered_whole(front: str) -> None:
    answer = await ask(front, post(JSON, 'If-None-Match: "of-json"'))
    assert (answer.status, answer.body) == (200, BODY)


async def test_head_is_get_without_the_body(front: str) -> None:
    """The protocol may leave it to the app behind it."""
    for fields, status in (((), 200), (('If-None-Match: "of-json"',), 304)):
        answer = await ask(front, get(*fields, method="HEAD"))
        assert answer.body == b""
        assert answer.heard == [] or front == "protocol"
        assert answer.status == (status if front == "asgi" else 200)


async def test_an_encoding_that_is_made_is_sent(front: str) -> None:
    for asked, encoding in (("gzip, br", "gzip"), ("br;q=0.1, identity;q=0.5", None)):
        answer = await ask(front, get(f"Accept-Encoding: {asked}", path="/graphql?encoded"))
        assert answer.head.get("content-encoding") == encoding
        assert answer.head["etag"] == ('"encoded-gz"' if encoding else '"encoded"')


async def test_a_simple_form_is_found_by_its_address(front: str) -> None:
    path = "/pages/b%C3%A4cker.html?locale=de"
    for fields in ((), ("Accept: text/html",)):
        answer = await ask(front, get(*fields, path=path))
        assert (answer.body, answer.heard) == (PAGE, [])


async def test_a_request_id_is_sent_back_if_it_is_one(front: str) -> None:
    assert (await ask(front, get("X-Request-Id: abc-1"))).head["x-request-id"] == "abc-1"
    assert "x-request-id" not in (await ask(front, get("X-Request-Id: a b"))).head


async def test_nothing_is_answered_while_news_are_lost(front: str) -> None:
    responses = kept()
    responses.lost()
    assert (await ask(front, get(), responses)).heard == [b""]
    responses.regained()
    assert (await ask(front, get(), responses)).heard == []


async def test_a_body_in_pieces_is_one_body(front: str) -> None:
    request, responses = post(), kept()
    heard = Heard()
    if front == "asgi":
        connection, wire = connected(HttpToolsProtocol, Fronted(DeliveryFront(heard), responses))
    else:
        connection, wire = connected(RolebookProtocol, Outer(heard, responses))
    for place in range(len(request)):
        connection.data_received(request[place : place + 1])
        if place % 10 == 0:
            await settle()
    await settle()
    # The protocol hands on what comes in many pieces; the app then reads it as one.
    assert heard.bodies == ([] if front == "asgi" else [QUERY])
    assert wire.sent.endswith(BODY if front == "asgi" else QUERY)
