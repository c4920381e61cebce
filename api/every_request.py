"""What holds for every request: an id, a log line, and safe headers."""

import re
import time

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from ulid import ULID

from api.settings import Settings

_log = structlog.stdlib.get_logger("rolebook.requests")

_ID = re.compile(r"[A-Za-z0-9._:/+=-]{1,100}")
_PROBES = ("/livez", "/readyz")
_HTTPS_ONLY = "max-age=31536000"
_SAFETY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class EveryRequest:
    """The outermost layer, around the route table.

    An incoming X-Request-Id is kept when it is well-formed; the answer carries it, and so does
    every log line written while the request is handled.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request; anything but HTTP is passed on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _ID.fullmatch(given) else str(ULID())
        status = 0

        async def send_safely(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _SAFETY.items():
                    headers.setdefault(name, value)
                if _is_secure(scope):
                    headers.setdefault("Strict-Transport-Security", _HTTPS_ONLY)
                headers["X-Request-Id"] = request_id
            await send(message)

        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, send_safely)
            except Exception:
                # It was answered and logged by api.errors.unexpected. An answer that had begun
                # stays unfinished, and the server closes the connection.
                if status == 0:
                    raise
            finally:
                log = _log.debug if scope["path"] in _PROBES else _log.info
                log(
                    "request",
                    method=scope["method"],
                    path=scope["path"],
                    status=status,
                    milliseconds=round((time.perf_counter() - started) * 1_000, 1),
                )


def _is_secure(scope: Scope) -> bool:
    """Whether the outside reaches this server by https, whatever a proxy speaks with it."""
    settings: Settings | None = getattr(scope["app"].state, "settings", None)
    return settings is not None and settings.address.startswith("https:")
