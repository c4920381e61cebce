"""How much a process takes on at once, and what it turns away so that the rest is quick."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from api.graphql_over_http import Refused

OVERLOADED: Final = "OVERLOADED"
_RETRY_AFTER: Final = {"Retry-After": "1"}

_EVERY_SECONDS: Final = 0.05
_LONGEST_LAG_SECONDS: Final = 0.25
_WORST_OF_SECONDS: Final = 60.0
"""Longer than between two scrapes: each peak is in one of them."""
_PATIENCE_SECONDS: Final = 1.0
_WORK_SECONDS: Final = 0.002
"""Of one turn of the loop, for beginning work; what was begun is not interrupted."""
_AT_ONCE_SECONDS: Final = 0.02
"""Of one turn of the loop, for answers that wait for nothing: a hit waits no longer than that."""
_ALWAYS_TAKEN: Final = 4
"""How many run however late the loop is: whoever comes alone is never refused."""


class LoopLag:
    """By how much what the event loop was to do comes late, measured 20 times a second."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._worst: deque[tuple[float, float]] = deque()
        """When something was late and by how much: each later than all that came after it."""

    @property
    def is_long(self) -> bool:
        """Whether the process has more to do than it gets done."""
        return self.seconds > _LONGEST_LAG_SECONDS

    @property
    def worst_seconds(self) -> float:
        """The longest lag of the last minute, whoever else has asked."""
        return self._worst[0][1] if self._worst else 0.0

    def note(self, seconds: float, at: float) -> None:
        """What came at that time came so late."""
        self.seconds = seconds
        while self._worst and self._worst[-1][1] <= seconds:
            self._worst.pop()
        self._worst.append((at, seconds))
        while self._worst[0][0] <= at - _WORST_OF_SECONDS:
            self._worst.popleft()

    @asynccontextmanager
    async def measured(self) -> AsyncIterator[None]:
        """Measures as long as the block lasts."""
        loop = asyncio.get_running_loop()

        async def measure() -> None:
            while True:
                due = loop.time() + _EVERY_SECONDS
                await asyncio.sleep(_EVERY_SECONDS)
                now = loop.time()
                self.note(max(0.0, now - due), now)

        measuring = loop.create_task(measure())
        try:
            yield
        finally:
            measuring.cancel()
            self.seconds = 0.0


class Turns:
    """Lets work that takes a while be begun a little at a time, so that others come between.

    What has come in one turn of the event loop would otherwise be done in one turn, too: sixty
    queries to be parsed and checked kept everybody waiting for half a second.
    """

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._began_at: float | None = None
        """When the first piece of work of this turn of the loop was begun."""

    def __len__(self) -> int:
        return len(self._waiting)

    def has_time(self, seconds: float) -> bool:
        """Whether less than that was worked in this turn of the loop.

        Whoever hears so begins a piece of work now.
        """
        if self._began_at is None:
            self._began_at = time.perf_counter()
            asyncio.get_running_loop().call_soon(self._next)
            return True
        return time.perf_counter() - self._began_at < seconds

    async def mine(self) -> None:
        """Returns at once while there is time in this turn of the loop, else in a later one."""
        if not self._waiting and self.has_time(_WORK_SECONDS):
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        await turn

    def _next(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                self._began_at = time.perf_counter() - _WORK_SECONDS
                asyncio.get_running_loop().call_soon(self._next)
                return
        self._began_at = None


class Allowance:
    """A number of operations that run at once, and of others that wait a moment for their turn.

    `async with` it around one; raises Refused with a 503 when too many wait, when the wait was
    too long, or when the event loop lags while others run. What runs at once is few, so that a
    turn of the loop is short and whoever is refused, or asks for what is kept, is answered soon.
    """

    def __init__(self, lag: LoopLag, *, running: int, waiting: int) -> None:
        self.running = 0
        self.shed = 0
        self._lag = lag
        self._most_running, self._most_waiting = running, waiting
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._turns = Turns()

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self._waiting) + len(self._turns)

    def is_full(self, coming: int) -> bool:
        """Whether one more would be refused, after so many who are on their way here."""
        known = self.running + self.waiting + coming
        return known >= self._most_running + self._most_waiting or self._is_late(known)

    def has_time(self) -> bool:
        """Whether an answer that waits for nothing may be made now: it takes well under 1 ms."""
        return self._turns.has_time(_AT_ONCE_SECONDS)

    async def turn(self) -> None:
        """Returns when there is time for what comes before an operation runs, as parsing it."""
        await self._turns.mine()

    async def __aenter__(self) -> None:
        if self._is_late(self.running + len(self._waiting)):
            raise self._refused()
        if self.running < self._most_running:
            self.running += 1
        elif len(self._waiting) < self._most_waiting:
            await self._wait()
        else:
            raise self._refused()
        try:
            await self._turns.mine()
        except BaseException:
            self._release()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._release()

    def _is_late(self, known: int) -> bool:
        """Whether the loop lags, and it may be for what we have taken on."""
        return known >= _ALWAYS_TAKEN and self._lag.is_long

    def _release(self) -> None:
        """Hands the turn that ends here to the next who waits."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self.running -= 1

    async def _wait(self) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():
                self._release()  # it came just as we left
            elif turn in self._waiting:
                self._waiting.remove(turn)
            if isinstance(error, TimeoutError):
                raise self._refused() from None
            raise

    def _refused(self) -> Refused:
        self.shed += 1
        message = "The server has too much to do at the moment. Try again."
        return Refused(503, OVERLOADED, message, _RETRY_AFTER)


class Load:
    """What one process measures and allows itself."""

    def __init__(self) -> None:
        self.lag = LoopLag()
        self.delivery = Allowance(self.lag, running=8, waiting=56)
        """For operations whose answer is not kept: those that wait for no data never wait here."""
        self.editorial = Allowance(self.lag, running=32, waiting=128)
