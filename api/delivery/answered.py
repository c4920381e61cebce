"""What is sent back: a kept answer in one of its forms, or one that nobody may keep."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.types import Send

from api.delivery.entry import Entry, Form, Headers


@dataclass(frozen=True)
class Answered:
    """A whole answer; without a body for HEAD and for 304."""

    status: int
    headers: Headers
    body: bytes = b""

    async def send(self, send: Send) -> None:
        """Sends it."""
        start = {"type": "http.response.start", "status": self.status, "headers": self.headers}
        await send(start)
        await send({"type": "http.response.body", "body": self.body})


def whole(form: Form, *, is_head: bool = False, more: Headers = ()) -> Answered:
    """A 200 with the body of a form, or with its header alone."""
    return Answered(200, (*form.headers, *more), b"" if is_head else form.body)


def unchanged(entry: Entry, if_none_match: bytes | None) -> Answered | None:
    """The 304 for a client that has the answer; only GET and HEAD may ask for it."""
    matched = None if if_none_match is None else entry.matched(if_none_match)
    return None if matched is None else Answered(304, entry.not_modified_headers(matched))


def unkept(
    status: int, body: bytes, media_type: str, more: Mapping[str, str] | None = None
) -> Answered:
    """An answer that no cache may keep."""
    fields = {
        "content-type": media_type,
        "content-length": str(len(body)),
        "cache-control": "no-store",
        "vary": "Accept, Accept-Encoding",
        "x-content-type-options": "nosniff",
        **{name.lower(): value for name, value in (more or {}).items()},
    }
    headers = tuple((name.encode(), value.encode("latin-1")) for name, value in fields.items())
    return Answered(status, headers, body)
