"""Calling an ASGI application without a network or a client library in between."""

from typing import Any

from starlette.types import ASGIApp, Message

_SCOPE: dict[str, Any] = {
    "type": "http",
    "asgi": {"version": "3.0"},
    "http_version": "1.1",
    "scheme": "http",
    "root_path": "",
    "query_string": b"",
    "client": ("127.0.0.1", 1),
    "server": ("127.0.0.1", 80),
}


async def post(app: ASGIApp, path: str, body: bytes) -> bytes:
    """The body of the answer to a POST of JSON; raises RuntimeError unless it is 200."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        **_SCOPE,
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "headers": [
            (b"host", b"rolebook.test"),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ],
    }
    await app(scope, receive, send)
    start, *parts = sent
    answer = b"".join(part.get("body", b"") for part in parts)
    if start["status"] != 200:
        raise RuntimeError(f"{start['status']}: {answer[:500]!r}")
    return answer
