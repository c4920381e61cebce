"""uvicorn's HTTP protocol with the time-outs and limits that it lacks."""

import asyncio
from contextlib import suppress
from typing import Any

import httptools
from uvicorn.config import Config
from uvicorn.server import ServerState

from api.graphql_over_http import LONGEST_URL
from api.protocol import limits
from api.protocol.refusing import Phase, Stop
from api.protocol.timing import TimedProtocol


class GuardedProtocol(TimedProtocol):
    """Refuses what is too slow or too large; hands every other request on as it came.

    A request is kept back until its head is complete. Then `begun` is asked: it may keep back
    the request until its body is complete, too, or hand it on.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.given_url = b""
        self.given: list[tuple[bytes, bytes]] = []
        """Header fields as they were sent, while the head is kept back."""
        self._head_bytes = 0
        self._chunk_bytes = 0

    # What the event loop calls

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Takes a connection if there is room for it."""
        super().connection_made(transport)
        self.watch.watched.add(self)
        self.since = self.watch.now
        if not self.watch.has_room(self):
            self.refuse(503, limits.FULL)

    def data_received(self, data: bytes) -> None:
        """Reads what has come."""
        if self.phase is Phase.OVER:
            return
        self._chunk_bytes = len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            if self._should_upgrade():
                self.handle_websocket_upgrade()
            return
        except httptools.HttpParserError as error:
            if not isinstance(error.__context__, Stop):
                self.refuse(400, limits.NOT_HTTP)
            return
        if self.phase is Phase.HEAD:
            self._head_bytes += self._chunk_bytes
            self._check_unfinished()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self.watch.watched.discard(self)
        self.phase = Phase.OVER
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """Ends the connection as soon as what is under way is answered."""
        if self.phase is Phase.BODY and self.is_kept_back:
            with suppress(Stop):
                self.hand_on()
        super().shutdown()

    # What the parser calls

    def on_message_begin(self) -> None:
        """A request begins."""
        if self.phase is Phase.OVER or (self.cycle is not None and not self.cycle.keep_alive):
            # Nothing is taken after a request that was said to be the last (RFC 9112, 9.6).
            self.phase = Phase.OVER
            raise Stop
        self.phase = Phase.HEAD
        self.since = self.watch.now
        self.given_url = b""
        self.given = []
        self.is_kept_back = True

    def on_url(self, url: bytes) -> None:
        """The address, or a piece of it."""
        self.given_url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header field; those after a body are nobody's."""
        if self.phase is Phase.HEAD:
            self.given.append((name, value))

    def on_headers_complete(self) -> None:
        """The head is complete."""
        if (
            len(self.given) > limits.MOST_HEADERS
            or len(self.given_url) > LONGEST_URL
            or self._head_bytes + self._chunk_bytes > limits.MOST_HEAD_BYTES
        ):
            self._check_head()
        self._head_bytes = 0
        self.phase = Phase.BODY
        self.begun()

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is complete."""
        self.phase = Phase.IDLE
        self.since = self.watch.now
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """An answer was sent by the application: the next request's turn."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.since = self.watch.now
        if self.pipeline:
            self.flow.resume_reading()
            cycle, app = self.pipeline.pop()
            self._start_asgi_task(cycle, app)
        elif self.last_words:
            self.say_last(self.last_words)
        elif self.phase is not Phase.OVER:
            self.flow.resume_reading()

    # Requests

    def begun(self) -> None:
        """The head of a request is complete."""
        self.hand_on()

    def hand_on(self) -> None:
        """Gives the request that was kept back to uvicorn, as if it came just now."""
        self.check_length()
        if len(self.pipeline) >= limits.MOST_PIPELINED:
            # What was taken is answered; the rest is not read, and the client asks again.
            self.cycle.keep_alive = False
            self.phase = Phase.OVER
            raise Stop
        self.is_kept_back = False
        super().on_message_begin()
        self.url = self.given_url
        for name, value in self.given:
            super().on_header(name, value)
        super().on_headers_complete()

    def check_length(self) -> None:
        """Refuses a body whose length is told and is more than is taken where it goes."""
        for name, value in self.given:
            if len(name) == 14 and name.lower() == b"content-length":
                most = limits.most_body_bytes(self.given_url.partition(b"?")[0])
                if int(value) > most:
                    self.stop(413, limits.too_large(most))

    def handle_websocket_upgrade(self) -> None:
        """The connection is a WebSocket from here on, and no concern of ours."""
        self.phase = Phase.OVER
        self.watch.watched.discard(self)
        super().handle_websocket_upgrade()

    def _check_unfinished(self) -> None:
        if len(self.given_url) > LONGEST_URL:
            self.refuse(414, limits.LONG_URL)
        elif self._head_bytes > limits.MOST_HEAD_BYTES + LONGEST_URL:
            self.refuse(431, limits.LARGE_HEAD)

    def _check_head(self) -> None:
        if len(self.given_url) > LONGEST_URL:
            self.stop(414, limits.LONG_URL)
        size = sum(len(name) + len(value) for name, value in self.given)
        if size > limits.MOST_HEAD_BYTES or len(self.given) > limits.MOST_HEADERS:
            self.stop(431, limits.LARGE_HEAD)
