"""Reading what was sent, and never much more of it than is taken."""

from starlette.requests import ClientDisconnect, Request


class BodyTooLarge(Exception):
    """The body is larger than is taken here."""


async def body_of(request: Request, most_bytes: int) -> bytes:
    """The whole body; raises ClientDisconnect when it does not come.

    Raises BodyTooLarge before any of it is read where its length is told.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > most_bytes:
        raise BodyTooLarge
    body = bytearray()
    is_whole = False
    while not is_whole:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > most_bytes:
            raise BodyTooLarge
        is_whole = not message.get("more_body", False)
    return bytes(body)
