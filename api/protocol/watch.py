"""The connections of one server process, watched once a second."""

import asyncio
import math
import resource
from typing import TYPE_CHECKING, Final

from uvicorn.server import ServerState

from api.protocol.counts import CONNECTIONS

if TYPE_CHECKING:
    from api.protocol.guarded import GuardedProtocol

_EVERY_SECONDS: Final = 1.0
_MOST_CONNECTIONS: Final = 10_000
_FILES_FOR_OTHERS: Final = 100
"""Descriptors left for the database, for logs and for files."""
_MADE_ROOM: Final = 0.05
"""The share of connections given up at once when there is no room for a new one."""


class Watch:
    """Closes what stalls: one timer for all connections, since one for each costs too much.

    `now` is the time of the last look, by the loop's clock: exact to a second.
    """

    def __init__(self, state: ServerState, loop: asyncio.AbstractEventLoop) -> None:
        self.now = loop.time()
        self.most_connections = most_connections()
        self.watched: set[GuardedProtocol] = set()
        """Those that are not WebSockets, which have time-outs of their own."""
        self._state = state
        self._loop = loop
        self._made_room_at = -math.inf
        CONNECTIONS.open = lambda: self.open
        self._look_again()

    @property
    def open(self) -> int:
        """How many connections are open, WebSockets among them."""
        return len(self._state.connections)

    @property
    def is_flooded(self) -> bool:
        """Whether so many were refused lately that there is no time for good manners."""
        return self.open > self.most_connections + _FILES_FOR_OTHERS // 2

    def has_room(self, newest: "GuardedProtocol") -> bool:
        """Whether the newest connection is taken; others that wait are given up for it, idle ones
        first, the oldest of each kind first.

        They are given up many at once and once a second at most, so that a flood of connections
        costs no more than that.
        """
        if self.open <= self.most_connections:
            return True
        now = self._loop.time()
        if now - self._made_room_at < _EVERY_SECONDS:
            return False
        self._made_room_at = now
        waiting = sorted(
            (each for each in self.watched if each.is_waited_for and each is not newest),
            key=lambda each: (each.phase, each.since),
        )
        for each in waiting[: max(1, int(self.most_connections * _MADE_ROOM))]:
            each.give_up()
        return bool(waiting)

    def _look_again(self) -> None:
        self.now = self._loop.time()
        for connection in list(self.watched):
            connection.look(self.now)
        self._loop.call_later(_EVERY_SECONDS, self._look_again)


def most_connections() -> int:
    """How many connections one process takes: 10,000, or what its open files allow."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return _MOST_CONNECTIONS
    return max(16, min(_MOST_CONNECTIONS, files - _FILES_FOR_OTHERS))


def raise_open_files() -> None:
    """Lets this process, and those it starts, open as many files as its connections need."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_CONNECTIONS + _FILES_FOR_OTHERS
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
