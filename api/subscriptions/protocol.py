"""graphql-transport-ws spoken for subscriptions: Strawberry's handler, with our rules
(https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md)."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import timedelta
from typing import Any, Final

import orjson
from graphql import OperationType
from starlette.websockets import WebSocket, WebSocketDisconnect
from strawberry.http.async_base_view import AsyncWebSocketAdapter
from strawberry.http.exceptions import NonJsonMessageReceived, WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    Operation as Subscribed,
)
from strawberry.types.unset import UNSET

from api.graphql_over_http import Refused
from api.subscriptions import event_stream
from api.subscriptions.event_stream import body_of, refusal_body
from api.subscriptions.watching import Watch
from auth.principal import Principal
from schema.editorial import EditorialContext
from schema.editorial.schema import LIMITS
from schema.execution import Operation, Outcome
from schema.subscribing import failure, kind_of

INIT_SECONDS: Final = 10.0
MOST_SUBSCRIPTIONS: Final = 20
"""On one socket at a time."""
MOST_MESSAGE_BYTES: Final = 1024 * 1024
FORBIDDEN: Final = 4403
"""Closes a socket whose credentials do not hold, or not any more: clients come back with others."""
TRY_AGAIN_LATER: Final = 1013
_LONGEST_REASON: Final = 123
"""Bytes, by RFC 6455 section 5.5."""
_LONGEST_ID: Final = 200

Admit = Callable[[Mapping[str, Any]], Awaitable[Watch]]
"""Who sends that payload; raises Refused."""
Subscribe = Callable[[Operation, EditorialContext], AsyncGenerator[Outcome, None]]


class Socket(AsyncWebSocketAdapter):
    """Messages as JSON; who does not read what is sent is cut off."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._unread: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def iter_json(
        self,
        *,
        ignore_parsing_errors: bool = False,  # noqa: ARG002  # of an older protocol
    ) -> AsyncGenerator[object, None]:
        """The messages, until the socket is closed or nobody reads what was sent."""
        while True:
            receiving: asyncio.Future[Any] = asyncio.create_task(self._websocket.receive())
            try:
                await asyncio.wait({receiving, self._unread}, return_when=asyncio.FIRST_COMPLETED)
                if self._unread.done():
                    return
                received = receiving.result()
            except RuntimeError:  # it was closed by us
                return
            finally:
                receiving.cancel()
            if received["type"] == "websocket.disconnect":
                return
            text = received.get("text")
            try:
                content = b"" if text is None else text.encode()
                if len(content) > MOST_MESSAGE_BYTES:
                    raise ValueError
                yield orjson.loads(content)
            except ValueError as error:
                raise NonJsonMessageReceived from error

    async def send_json(self, message: Mapping[str, object]) -> None:
        """Sends a message; raises WebSocketDisconnected when nobody is there to get it."""
        try:
            async with asyncio.timeout(event_stream.SEND_SECONDS):
                await self._websocket.send_text(orjson.dumps(message).decode())
        except TimeoutError as error:
            if not self._unread.done():
                self._unread.set_result(None)
            raise WebSocketDisconnected from error
        except (WebSocketDisconnect, RuntimeError) as error:
            raise WebSocketDisconnected from error

    async def close(self, code: int, reason: str) -> None:
        """Closes it, if it is open."""
        shown = reason.encode()[:_LONGEST_REASON].decode(errors="ignore")
        try:
            async with asyncio.timeout(event_stream.SEND_SECONDS):
                await self._websocket.close(code, shown)
        except (WebSocketDisconnect, RuntimeError, TimeoutError):
            return


class Admission:
    """What Strawberry's handler asks of its view."""

    async def on_ws_connect(self, _context: object) -> object:
        """Nothing is told along with the acknowledgement."""
        return UNSET


class Handler(BaseGraphQLTransportWSHandler[Any, None]):
    """One socket, from its handshake to its end. It carries subscriptions alone."""

    def __init__(
        self,
        socket: Socket,
        admit: Admit,
        begin: Callable[[Principal], EditorialContext],
        subscribe: Subscribe,
        note: Callable[[EditorialContext], Awaitable[None]],
        count: Callable[[str], object],
    ) -> None:
        super().__init__(
            view=Admission(),  # type: ignore[arg-type]  # all that it is asked
            websocket=socket,
            context=None,
            root_value=None,
            schema=None,  # type: ignore[arg-type]  # `run_operation` is ours
            connection_init_wait_timeout=timedelta(seconds=INIT_SECONDS),
        )
        self._admit, self._begin = admit, begin
        self._subscribe, self._note, self._count = subscribe, note, count
        self._watch: Watch | None = None
        self._watching: asyncio.Task[None] | None = None

    async def handle_message(self, message: Any) -> None:
        """Handles what has the form of a message; closes with 4400 otherwise."""
        payload = message.get("payload") if isinstance(message, dict) else 0
        if not isinstance(message, dict) or not isinstance(payload, dict | None):
            await self.handle_invalid_message("A message is an object, and so is its payload.")
            return
        if message.get("type") == "connection_init" and payload is None:
            message = {**message, "payload": {}}
        await super().handle_message(message)

    async def handle_connection_init(self, message: Any) -> None:
        """Lets somebody in, or closes with 4403."""
        if self._watch is None and not self.connection_init_received:
            try:
                self._watch = await self._admit(message["payload"])
            except Refused as refused:
                self.connection_timed_out = True  # Nothing more is taken on this socket.
                await self._closed_for(refused)
                return
            self._watching = asyncio.create_task(self._end_when_over(self._watch))
        await super().handle_connection_init(message)

    async def handle_subscribe(self, message: Any) -> None:
        """Begins a subscription, if there is room for one."""
        given, name = message.get("payload") or {}, message.get("id")
        is_well_formed = (
            isinstance(name, str)
            and 0 < len(name) <= _LONGEST_ID
            and isinstance(given.get("query"), str)
            and isinstance(given.get("variables"), dict | None)
            and isinstance(given.get("operationName"), str | None)
        )
        if not is_well_formed:
            await self.handle_invalid_message("Subscribe with an id and a payload with a query.")
        elif self.connection_acknowledged and len(self.operations) >= MOST_SUBSCRIPTIONS:
            told = f"At most {MOST_SUBSCRIPTIONS} subscriptions run on a socket: complete one."
            await self._say_error(name, Refused(429, "SUBSCRIPTION_LIMIT", told))
        else:
            await super().handle_subscribe(message)

    async def run_operation(self, operation: Subscribed[Any, None]) -> None:
        """Sends what a subscription tells, until it is over."""
        asked = Operation(operation.query, operation.variables, operation.operation_name)
        try:
            self._demand_subscription(asked)
            await self._tell(operation, asked)
        except Refused as refused:
            await _break_off(operation, refusal_body(refused)["errors"])
        except WebSocketDisconnected:
            return
        except Exception as error:
            await _break_off(operation, failure(error).errors)

    def _demand_subscription(self, asked: Operation) -> None:
        assert self._watch is not None
        if kind_of(asked, LIMITS.tokens) in (OperationType.QUERY, OperationType.MUTATION):
            told = "A socket carries subscriptions alone. Send a POST."
            raise Refused(405, "METHOD_NOT_ALLOWED", told)
        self._count(self._watch.principal.name)

    async def _tell(self, operation: Subscribed[Any, None], asked: Operation) -> None:
        assert self._watch is not None
        context = self._begin(self._watch.principal)
        async with aclosing(self._subscribe(asked, context)) as results:
            async for outcome in results:
                if context.missing_scopes:
                    await self._note(context)
                if not outcome.was_executed or not context.begun.is_set():
                    await _break_off(operation, outcome.errors)
                    return
                payload: Any = body_of(outcome)
                await operation.send_operation_message(
                    {"id": operation.id, "type": "next", "payload": payload}
                )
        await operation.send_operation_message({"id": operation.id, "type": "complete"})

    async def shutdown(self) -> None:
        """Ends every subscription."""
        if self._watching is not None:
            self._watching.cancel()
        await super().shutdown()

    async def _end_when_over(self, watch: Watch) -> None:
        await self._closed_for(await watch.over())

    async def _closed_for(self, refused: Refused) -> None:
        code = TRY_AGAIN_LATER if refused.status == 503 else FORBIDDEN
        await self.websocket.close(code, f"{refused.code}: {refused.message}")

    async def _say_error(self, name: str, refused: Refused) -> None:
        payload: Any = refusal_body(refused)["errors"]
        await self.send_message({"id": name, "type": "error", "payload": payload})


async def _break_off(operation: Subscribed[Any, None], errors: Sequence[Any]) -> None:
    await operation.send_operation_message(
        {"id": operation.id, "type": "error", "payload": list(errors)}
    )
