"""What of a request decides whether a kept answer fits it; one reading for every front."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from api.delivery.cache import page_key, raw_key
from api.delivery.encodings import Encoding, accepted
from api.every_request import WELL_FORMED_ID
from api.media_types import GRAPHQL, JSON, response_type, wants_html

GRAPHQL_PATH: Final = b"/graphql"
SIMPLE_FORMS: Final = (b"/pages/", b"/sitemap.xml", b"/feed.xml")

PLAINLY_JSON: Final = frozenset({b"application/json", b"application/json; charset=utf-8"})
"""As nearly every client writes it; who writes it differently waits a little longer."""
_READ: Final = frozenset(
    {b"accept", b"accept-encoding", b"content-type", b"host", b"if-none-match", b"x-request-id"}
)
_ASIDE: Final = frozenset(
    {
        b"authorization",
        b"cookie",
        b"expect",
        b"range",
        b"transfer-encoding",
        b"upgrade",
        b"x-rolebook-cost",
    }
)

DECIDING: Final = _READ | _ASIDE | {b"origin"}
"""The fields that matter here, whatever else a client sends."""


MISSED: Final = "rolebook.missed"
"""Where a scope holds the raw key that a front has looked for: nothing is kept under it."""


class Asked(NamedTuple):
    """What the header of a request says, as far as it matters here."""

    media: bytes
    """`json`, `graphql` or `html`; the last is GraphiQL's, and never kept."""
    encodings: tuple[Encoding, ...]
    is_json: bool
    host: bytes
    if_none_match: bytes | None
    request_id: bytes | None


def asked(headers: Iterable[tuple[bytes, bytes]], *, for_any_origin: bool) -> Asked | None:
    """The reading of a header whose names are in lower case; None if no kept answer may fit.

    With `for_any_origin` kept answers carry the CORS fields; else who sends an Origin is answered
    by the layer that knows which origins are allowed.
    """
    read: dict[bytes, bytes] = {}
    for name, value in headers:
        if name in _READ:
            if name in read:
                return None
            read[name] = value
        elif name in _ASIDE or (name == b"origin" and not for_any_origin):
            return None
    accept, request_id = read.get(b"accept"), read.get(b"x-request-id")
    if request_id is not None and not WELL_FORMED_ID.fullmatch(request_id):
        request_id = None
    return Asked(
        b"html" if _shows_pages(accept) else media(accept),
        accepted(read.get(b"accept-encoding")),
        read.get(b"content-type", b"").lower() in PLAINLY_JSON,
        read.get(b"host", b""),
        read.get(b"if-none-match"),
        request_id,
    )


@lru_cache(256)
def media(accept: bytes | None) -> bytes:
    """Which kind of answer an Accept header asks `/graphql` for."""
    text = None if accept is None else accept.decode("latin-1")
    return b"graphql" if response_type(text) == GRAPHQL else b"json"


def media_type_of(kind: bytes) -> str:
    """The media type of that kind of answer."""
    return GRAPHQL if kind == b"graphql" else JSON


@lru_cache(256)
def _shows_pages(accept: bytes | None) -> bool:
    return wants_html(None if accept is None else accept.decode("latin-1"))


def fields_of(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Values by name; several lines are read as if they were one (RFC 9110, section 5.3)."""
    fields: dict[bytes, bytes] = {}
    for name, value in headers:
        fields[name] = b"%b, %b" % (fields[name], value) if name in fields else value
    return fields


def key_of(head: Asked, method: bytes, path: bytes, query: bytes, body: bytes) -> bytes | None:
    """The raw key of a GET, HEAD or POST to a path; None where no answers are kept.

    A HEAD is answered from what is kept for GET.
    """
    if path == GRAPHQL_PATH:
        if head.media == b"html":
            return None
        if method == b"POST":
            return raw_key(b"POST", head.media, body) if head.is_json else None
        return raw_key(b"GET", head.media, query)
    if method != b"POST" and path.startswith(SIMPLE_FORMS):
        return page_key(path, query)
    return None
