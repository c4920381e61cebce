"""Refusing a request and ending its connection, so that the refusal is read."""

import asyncio
from enum import IntEnum
from typing import Any
from weakref import WeakKeyDictionary

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from api.protocol.counts import CONNECTIONS
from api.protocol.watch import Watch

_watches: WeakKeyDictionary[ServerState, Watch] = WeakKeyDictionary()


def watch_of(state: ServerState, loop: asyncio.AbstractEventLoop) -> Watch:
    """The watch over a server's connections."""
    watch = _watches.get(state)
    if watch is None:
        watch = _watches[state] = Watch(state, loop)
    return watch


class Phase(IntEnum):
    """What a connection waits for."""

    IDLE = 0
    HEAD = 1
    BODY = 2
    OVER = 3


class Stop(Exception):
    """Nothing more of what was sent is parsed."""


class RefusingProtocol(HttpToolsProtocol):
    """uvicorn's protocol with a way out."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.watch = watch_of(server_state, self.loop)
        self.phase = Phase.IDLE
        self.since = self.watch.now
        """When the phase began; when it is IDLE, when the connection was last of use."""
        self.is_kept_back = True
        """Whether the request being read is unknown to uvicorn yet."""
        self.last_words = b""
        """What is sent, and ends the connection, when the application has answered."""

    @property
    def is_answering(self) -> bool:
        """Whether the application has a request of this connection that it has not answered."""
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def is_waited_for(self) -> bool:
        """Whether nothing happens on this connection until its client does something."""
        return not self.is_answering and not self.last_words

    def give_up(self) -> None:
        """Ends a connection that is waited for, to make room for another."""
        self.phase = Phase.OVER
        self.transport.close()

    def refuse(self, status: int, answer: bytes) -> None:
        """Answers a request that the application never sees, in its turn, and ends there."""
        CONNECTIONS.refused[status] += 1
        self.phase = Phase.OVER
        if self.is_answering:
            self.last_words = answer
            self.flow.pause_reading()
        else:
            self.say_last(answer)

    def say_last(self, answer: bytes) -> None:
        """Sends what this connection ends with."""
        self.last_words = b""
        self.since = self.watch.now
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        first, _, rest = answer.partition(b"\r\n")
        self.transport.write(b"%b\r\n%b%b" % (first, self._default_lines(), rest))
        if self.watch.is_flooded:
            self.transport.close()
            return
        # Closed at once, what is still on its way to us would be met by a reset, and the
        # answer be lost: what comes is ignored for a moment (RFC 9112, section 9.6).
        self.transport.write_eof()

    def stop(self, status: int, answer: bytes) -> None:
        """Refuses what is being parsed; raises Stop."""
        self.refuse(status, answer)
        raise Stop

    def _default_lines(self) -> bytes:
        """The Date that a refusal carries as other answers do (RFC 9110, section 6.6.1)."""
        return b"".join(b"%b: %b\r\n" % field for field in self.server_state.default_headers)
