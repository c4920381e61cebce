"""What holds for every request: an id, a log line, and safe headers."""

import logging
import re
import time
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics.measures import about
from api.settings import Settings

_NAME = "rolebook.requests"
_log = structlog.stdlib.get_logger(_NAME)

WELL_FORMED_ID = re.compile(rb"[A-Za-z0-9._:/+=-]{1,100}")
_PROBES = ("/livez", "/readyz", "/metrics")
_READS = ("/graphql", "/pages/", "/sitemap.xml", "/feed.xml")
_HTTPS_ONLY = "max-age=31536000"
Fields = tuple[tuple[bytes, bytes], ...]
_SAFETY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def safety_fields(settings: Settings) -> Fields:
    """The header fields that every answer of this server has, for those that pass no layer."""
    fields = [(name.lower().encode(), value.encode()) for name, value in _SAFETY.items()]
    if settings.address.startswith("https:"):
        fields.append((b"strict-transport-security", _HTTPS_ONLY.encode()))
    return tuple(fields)


class EveryRequest:
    """The outermost layer, around the route table.

    Every request is counted (`api.metrics`); those that read what is published are not logged when
    they succeed. An incoming X-Request-Id is kept when it is well-formed; the answer carries it,
    and so does every log line written while the request is handled.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._fields: Fields | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request; anything but HTTP is passed on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        about(scope)  # before the scope is copied
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        request_id = given.decode() if WELL_FORMED_ID.fullmatch(given) else uuid4().hex
        status = 0

        async def send_safely(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = list(message.get("headers", ()))
                told = {name for name, _ in headers}
                headers += [field for field in self._safety(scope) if field[0] not in told]
                headers.append((b"x-request-id", request_id.encode()))
                message["headers"] = headers
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
                seconds = time.perf_counter() - started
                scope["app"].state.measures.answered(scope, status, seconds)
                if _is_logged(scope["path"], status):
                    _log.info(
                        "request",
                        method=scope["method"],
                        path=scope["path"],
                        status=status,
                        milliseconds=round(seconds * 1_000, 1),
                    )

    def _safety(self, scope: Scope) -> Fields:
        if self._fields is None:
            self._fields = safety_fields(scope["app"].state.settings)
        return self._fields


def _is_logged(path: str, status: int) -> bool:
    """Whether a request gets a line of its own.

    Reads of what is published are counted alone when they succeed: whether a line is written is
    not to depend on whether the answer happened to be kept.
    """
    is_quiet = path in _PROBES or (0 < status < 400 and path.startswith(_READS))
    return not is_quiet or logging.getLogger(_NAME).isEnabledFor(logging.DEBUG)
