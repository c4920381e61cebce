"""A subscription as server-sent events: GraphQL over SSE in its distinct connections mode
(https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md)."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api.graphql_over_http import Refused
from api.subscriptions.running import Running
from api.subscriptions.watching import Watch
from schema.execution import Outcome

MEDIA_TYPE: Final = "text/event-stream"
HEARTBEAT_SECONDS: Final = 12.0
"""Proxies close what is silent for a minute, some after 15 seconds."""
SEND_SECONDS: Final = 10.0
"""How long a client may leave what was sent to it unread."""
_HEARTBEAT: Final = b":\n\n"
_COMPLETE: Final = b"event: complete\ndata:\n\n"


class EventStream(Response):
    """The answer to a subscription that has begun; it ends the subscription when it ends."""

    media_type = MEDIA_TYPE

    def __init__(
        self,
        running: Running,
        watch: Watch,
        headers: Mapping[str, str],
        closed: Callable[[], None],
    ) -> None:
        # X-Accel-Buffering tells nginx to pass on each event at once.
        super().__init__(headers={**headers, "X-Accel-Buffering": "no"})
        del self.headers["Content-Length"]
        self._running, self._watch, self._closed = running, watch, closed

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Sends events until the subscription, the client or its rights are at their end."""
        over = asyncio.create_task(self._watch.over())
        gone = asyncio.create_task(_gone(receive))
        result = asyncio.create_task(self._running.next())
        try:
            begin = {"status": self.status_code, "headers": self.raw_headers}
            await _sent(send, {"type": "http.response.start", **begin})
            await _sent(send, _part(_HEARTBEAT))
            while not gone.done():
                if over.done():
                    await _sent(send, _part(_next(refusal_body(over.result())) + _COMPLETE))
                    break
                if result.done():
                    outcome = result.result()
                    if outcome is None:
                        await _sent(send, _part(_COMPLETE))
                        break
                    await _sent(send, _part(_next(body_of(outcome))))
                    result = asyncio.create_task(self._running.next())
                    continue
                done, _ = await asyncio.wait(
                    {over, gone, result},
                    timeout=HEARTBEAT_SECONDS,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                if not done:
                    await _sent(send, _part(_HEARTBEAT))
            await _sent(send, {"type": "http.response.body", "body": b""})
        except TimeoutError:
            return  # An answer that stays unfinished is a connection that the server closes.
        finally:
            for task in (over, gone, result):
                task.cancel()
            self._closed()
            await self._running.end()


def body_of(outcome: Outcome) -> dict[str, Any]:
    """An outcome as clients get it."""
    body: dict[str, Any] = {"data": outcome.data} if outcome.was_executed else {}
    return {**body, "errors": outcome.errors} if outcome.errors else body


def refusal_body(refused: Refused) -> dict[str, Any]:
    """A refusal in the form of an outcome."""
    return {"errors": [{"message": refused.message, "extensions": {"code": refused.code}}]}


async def _sent(send: Send, message: Message) -> None:
    async with asyncio.timeout(SEND_SECONDS):
        await send(message)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _part(text: bytes) -> Message:
    return {"type": "http.response.body", "body": text, "more_body": True}


def _next(told: Mapping[str, Any]) -> bytes:
    return b"event: next\ndata: " + orjson.dumps(told) + b"\n\n"
