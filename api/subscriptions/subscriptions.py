"""Who subscribes and how: by POST for server-sent events, or over a WebSocket."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

import structlog
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from api.graphql_over_http import Refused
from api.state import directory_of, rate_limits_of
from api.subscriptions.event_stream import MEDIA_TYPE, EventStream
from api.subscriptions.protocol import Handler, Socket
from api.subscriptions.running import Running
from api.subscriptions.watching import Callers, Watch
from auth.principal import Principal
from schema.editorial import EditorialContext
from schema.editorial.schema import LIMITS, EditorialSchema
from schema.execution import Operation, Outcome
from schema.subscribing import is_subscription, subscribe

PROTOCOL: Final = "graphql-transport-ws"
SUBPROTOCOL_NOT_ACCEPTABLE: Final = 4406
MOST_STREAMS: Final = 1_000
"""Sockets and event streams that one process keeps open."""
RETRY_AFTER_SECONDS: Final = 5
_CREDENTIALS: Final = frozenset({"authorization", "x-csrf-token"})
"""What a page cannot send as a header of a WebSocket, and sends in its first message."""

_log = structlog.stdlib.get_logger("rolebook.subscriptions")


class Subscriptions:
    """Streams of what a schema's subscriptions tell.

    `callers` says who sends a request, `look` whether they still may, `begin` makes what an
    operation is given, and `note` puts on record which scopes were missing.
    """

    def __init__(
        self,
        schema: EditorialSchema,
        callers: Callers,
        look: Callers,
        begin: Callable[[Principal], EditorialContext],
        note: Callable[[EditorialContext], Awaitable[None]],
    ) -> None:
        self._callers, self._look, self._begin, self._note = callers, look, begin, note
        self._subscribe = partial(subscribe, schema)
        self._open = 0

    def wants(self, operation: Operation) -> bool:
        """Whether the operation is a subscription."""
        return is_subscription(operation, LIMITS.tokens)

    async def answer(
        self,
        request: Request,
        context: EditorialContext,
        operation: Operation,
        headers: Mapping[str, str],
    ) -> EventStream | Outcome:
        """A stream of events, or why the subscription does not begin; raises Refused."""
        if MEDIA_TYPE not in request.headers.get("accept", "").lower():
            told = f"A subscription is told as events: accept {MEDIA_TYPE}, or use a WebSocket."
            raise Refused(406, "NOT_ACCEPTABLE", told)
        if self._open >= MOST_STREAMS:
            told = "Too many streams are open here: try again in a moment."
            raise Refused(503, "UNAVAILABLE", told, {"Retry-After": str(RETRY_AFTER_SECONDS)})
        self._open += 1  # before anything is waited for: others come meanwhile
        running = Running(self._subscribe(operation, context), context.begun)
        try:
            refused = await running.refusal()
        except BaseException:
            self._closed()
            await running.end()
            raise
        if refused is not None:
            self._closed()
            await running.end()
            return replace(refused, was_executed=False, data=None)
        return EventStream(
            running, Watch(request, context.principal, self._look), headers, self._closed
        )

    async def socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one WebSocket from its handshake to its end."""
        websocket = WebSocket(scope, receive, send)
        origins, ours = websocket.headers.getlist("origin"), directory_of(websocket).origin
        is_foreign = any(each != ours for each in origins)
        if is_foreign or self._open >= MOST_STREAMS:
            _log.info("websocket refused", reason="origin" if is_foreign else "too many")
            await websocket.close()  # Before it is accepted: the handshake is answered with 403.
            return
        if PROTOCOL not in websocket.scope["subprotocols"]:
            await websocket.accept()
            await websocket.close(SUBPROTOCOL_NOT_ACCEPTABLE, "Subprotocol not acceptable")
            return
        self._open += 1
        opened = time.monotonic()
        try:
            await websocket.accept(PROTOCOL)
            await Handler(
                Socket(websocket),
                partial(self._admitted, websocket),
                self._begin,
                self._subscribe,
                self._note,
                rate_limits_of(websocket).known,
            ).handle()
        finally:
            self._closed()
            seconds = round(time.monotonic() - opened, 1)
            _log.info("websocket", path=scope["path"], seconds=seconds)

    async def _admitted(self, websocket: WebSocket, payload: Mapping[str, Any]) -> Watch:
        request = _as_request(websocket.scope, payload)
        return Watch(request, await self._callers(request), self._look)

    def _closed(self) -> None:
        self._open -= 1


def _as_request(scope: Scope, payload: Mapping[str, Any]) -> Request:
    """The handshake with the credentials of the first message, as a request would carry them.

    They are in place of those of the handshake, which may be a proxy's or older.
    """
    given = [
        (name.lower().encode(), value.encode("latin-1", "replace"))
        for name, value in payload.items()
        if name.lower() in _CREDENTIALS and isinstance(value, str)
    ]
    replaced = {name for name, _ in given}
    headers = [header for header in scope["headers"] if header[0] not in replaced] + given
    return Request({**scope, "type": "http", "method": "GET", "headers": headers}, _nothing)


async def _nothing() -> Message:
    return {"type": "http.request", "body": b""}
