"""What the connections of one server share: what is kept or at hand, and what heads say."""

import asyncio
import time
from email.utils import formatdate
from typing import Any
from weakref import WeakKeyDictionary

from uvicorn.server import ServerState

from api.delivery.at_once import AtOnce
from api.delivery.cache import ResponseCache
from api.load import Allowance
from api.protocol import limits
from api.protocol.heads import Heads
from api.settings import Settings


class Front:
    """One for each server, made for its first connection.

    `ok`, `unchanged` and `busy` begin answers: a status line and the Date, without the empty line.
    """

    def __init__(self, state: Any, loop: asyncio.AbstractEventLoop) -> None:
        self.responses: ResponseCache = state.responses
        self.at_once: AtOnce = state.delivery.at_once
        settings: Settings = state.settings
        self.trusted = settings.forwarded_allow_ips
        self.heads = Heads(settings)
        self.ok = self.unchanged = self.busy = b""
        self._allowance: Allowance = state.load.delivery
        self._busy = limits.BUSY_ANYWHERE if "*" in settings.allowed_origins else limits.BUSY
        self._coming = 0
        self._loop = loop
        self._tell_time()

    def is_busy(self) -> bool:
        """Whether one more that is not kept would be refused; else it is on its way.

        Those of one turn of the loop are counted here, for none of them has begun yet: to find
        out later costs twenty times as much, and many at once would keep all others waiting.
        """
        if not self.responses.is_verified:
            return False  # it may be answered by what was kept before MongoDB went away
        if self._allowance.is_full(self._coming):
            self._allowance.shed += 1
            return True
        if self._coming == 0:
            self._loop.call_soon(self._they_have_come)
        self._coming += 1
        return False

    def _they_have_come(self) -> None:
        self._coming = 0

    def _tell_time(self) -> None:
        date = formatdate(time.time(), usegmt=True).encode()
        self.ok = b"HTTP/1.1 200 OK\r\ndate: %b\r\n" % date
        self.busy = b"HTTP/1.1 503 Service Unavailable\r\ndate: %b\r\n" % date
        self.unchanged = b"HTTP/1.1 304 Not Modified\r\ndate: %b\r\n" % date
        self._loop.call_later(1.0, self._tell_time)

    def refused(self, told: bytes) -> bytes:
        """A whole 503 after which the connection goes on; `told` are header lines of its own."""
        return self.busy + told + self._busy


_fronts: WeakKeyDictionary[ServerState, Front] = WeakKeyDictionary()


def front_of(server: ServerState, state: Any, loop: asyncio.AbstractEventLoop) -> Front:
    """The front of a server, whose application has that state."""
    front = _fronts.get(server)
    if front is None:
        front = _fronts[server] = Front(state, loop)
    return front
