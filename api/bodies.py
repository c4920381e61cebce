"""Reading what was sent, and never much more of it than is taken."""

from starlette.requests import Request


class BodyTooLarge(Exception):
    """The body is larger than is taken here."""


async def body_of(request: Request, most_bytes: int) -> bytes:
    """The whole body; raises BodyTooLarge, before any of it is read where its length is told."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > most_bytes:
        raise BodyTooLarge
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most_bytes:
            raise BodyTooLarge
    return bytes(body)
