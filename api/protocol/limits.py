"""What one connection may send and for how long, and what it is told when it goes over."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import orjson

from api.delivery.asking import MOST_BODY_BYTES
from api.editor_view import MOST_BODY_BYTES as MOST_EDITOR_BODY_BYTES
from api.errors import body
from api.graphql_over_http import LONGEST_URL

MOST_HEAD_BYTES: Final = 32 * 1024
"""Of all header fields together, names and values."""
MOST_HEADERS: Final = 100
MOST_PIPELINED: Final = 32
"""Requests that wait behind one that is not answered yet; more are not read."""

HEAD_SECONDS: Final = 10.0
BODY_SECONDS: Final = 20.0
IDLE_SECONDS: Final = 65.0
"""Longer than the 60 s for which load balancers keep a connection they do not use."""
STALLED_SECONDS: Final = 30.0
"""For how long a client may leave what was sent to it unread."""
LINGER_SECONDS: Final = 2.0
"""For how long we listen to what we do not want, so that the refusal is read and no reset."""

_BODIES: Final[Mapping[bytes, int]] = {b"/graphql": MOST_BODY_BYTES}


def most_body_bytes(path: bytes) -> int:
    """The longest body that is taken at a path, by what Content-Length says."""
    return _BODIES.get(path, MOST_EDITOR_BODY_BYTES)


def refusal(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> bytes:
    """A whole answer that ends its connection, in the shape GraphQL answers have."""
    content = orjson.dumps(body(message, code))
    lines = {
        "Content-Type": "application/json",
        "Content-Length": str(len(content)),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Connection": "close",
        **(headers or {}),
    }
    head = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    head += [f"{name}: {value}" for name, value in lines.items()]
    return "\r\n".join([*head, "", ""]).encode() + content


NOT_HTTP: Final = refusal(400, "BAD_REQUEST", "What was sent is not valid HTTP/1.1.")
SLOW_HEAD: Final = refusal(
    408, "REQUEST_TIMEOUT", f"The request's head took over {HEAD_SECONDS:.0f} seconds."
)
SLOW_BODY: Final = refusal(
    408, "REQUEST_TIMEOUT", f"The request's body took over {BODY_SECONDS:.0f} seconds."
)
LONG_URL: Final = refusal(
    414, "URL_TOO_LONG", f"The URL is over {LONGEST_URL:,} bytes. Send a POST."
)
LARGE_HEAD: Final = refusal(
    431,
    "HEADERS_TOO_LARGE",
    f"The header fields are over {MOST_HEAD_BYTES:,} bytes, or over {MOST_HEADERS}.",
)
FULL: Final = refusal(
    503, "OVERLOADED", "Too many connections are open. Try again.", {"Retry-After": "1"}
)


def _busy(headers: Mapping[str, str]) -> bytes:
    told = "The server has too much to do at the moment. Try again."
    more = {"Retry-After": "1", "Connection": "keep-alive", **headers}
    return refusal(503, "OVERLOADED", told, more).partition(b"\r\n")[2]


BUSY: Final = _busy({})
"""All but the status line of the one refusal after which the connection goes on."""
BUSY_ANYWHERE: Final = _busy({"Access-Control-Allow-Origin": "*"})
"""The same, for pages of any origin."""


def too_large(most_bytes: int) -> bytes:
    """The refusal of a body whose length was told."""
    return refusal(413, "BODY_TOO_LARGE", f"The body is over {most_bytes:,} bytes.")
