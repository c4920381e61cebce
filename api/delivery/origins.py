"""Which other sites' pages may read what is published, told alike of what is kept and is not."""

from collections.abc import Iterable
from typing import Final

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.delivery.entry import Headers
from api.delivery.fields import EXPOSED

_ALLOWED: Final = b"access-control-allow-origin"
_EXPOSED: Final = (b"access-control-expose-headers", ", ".join(EXPOSED).encode())
_FOR_ANY: Final = ((_ALLOWED, b"*"), _EXPOSED)


class AcrossOrigins:
    """Lets pages of these origins, or of any with `*`, ask an application without credentials.

    With `*` nothing depends on the Origin of a request, so no answer varies by it, which
    Starlette's own layer would say.
    """

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        self._app = app
        self._preflights = CORSMiddleware(
            app,
            allow_origins=origins,
            allow_methods=("GET", "POST"),
            allow_headers=("*",),
            max_age=86_400,
        )
        self._is_open = "*" in origins
        self._origins = frozenset(origin.encode() for origin in origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["method"] == "OPTIONS":
            await self._preflights(scope, receive, send)
            return
        allowed = _FOR_ANY if self._is_open else self._allowed(scope)

        async def send_across(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"] if self._is_open else _varied(message["headers"])
                if allowed and not any(name == _ALLOWED for name, _ in headers):
                    headers = (*headers, *allowed)
                message["headers"] = headers
            await send(message)

        await self._app(scope, receive, send_across)

    def _allowed(self, scope: Scope) -> Headers:
        origin = next((value for name, value in scope["headers"] if name == b"origin"), b"")
        if origin not in self._origins:
            return ()
        return (_ALLOWED, origin), _EXPOSED


def _varied(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """The fields of an answer that differs by Origin, for caches on the way."""
    by = [value for name, value in headers if name == b"vary"]
    if any(b"Origin" in value for value in by):
        return tuple(headers)
    others = (field for field in headers if field[0] != b"vary")
    return (*others, (b"vary", b", ".join([*by, b"Origin"])))
