"""Serving from the cache, whatever an answer is of: kept, made, or, while MongoDB is away, old."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from starlette.requests import Request

from api.delivery.answered import Answered, unchanged, whole
from api.delivery.asked import MISSED
from api.delivery.cache import ResponseCache
from api.delivery.compressing import formed
from api.delivery.encodings import Encoding
from api.delivery.entry import Entry
from api.delivery.flights import Flights
from api.load import Allowance
from api.rate_limits import RateLimits
from api.running_operations import while_waited_for
from content.store import Store

T = TypeVar("T")
Make = Callable[[], Coroutine[Any, Any, Entry | Answered]]


class Wanted(Protocol):
    """What of a request decides which bytes of an answer are sent."""

    @property
    def request(self) -> Request:
        """The request; its body has been read."""

    @property
    def raw_key(self) -> bytes:
        """The request as it came."""

    @property
    def encodings(self) -> tuple[Encoding, ...]:
        """What it takes, the best first; at least one."""

    @property
    def if_none_match(self) -> bytes | None:
        """The ETags that the client has answers for."""

    @property
    def is_head(self) -> bool:
        """Whether the answer's body is of no interest."""


class Keeping:
    """Answers that are kept in a cache while they are fresh, each made once for all who ask.

    What is made counts against the caller's rate and the process's allowance.
    """

    def __init__(
        self, store: Store, responses: ResponseCache, limits: RateLimits, allowance: Allowance
    ) -> None:
        self._store, self._responses = store, responses
        self._limits, self._allowance = limits, allowance
        self._flights: Flights[Entry | Answered] = Flights()

    async def kept(self, wanted: Wanted) -> Answered | None:
        """What is kept for this very request; an old answer only while MongoDB is away."""
        if MISSED not in wanted.request.scope:
            entry = self._responses.hit(wanted.raw_key)
            if entry is not None:
                return await self._sent(wanted, entry)
        return await self._stale(wanted, wanted.raw_key)

    async def known(self, wanted: Wanted, key: bytes) -> Answered | None:
        """What is kept under a key, however it was asked for; as `kept` else."""
        entry = self._responses.known(key)
        if entry is None:
            return await self._stale(wanted, key)
        self._responses.put(wanted.raw_key, key, entry, self._responses.epoch)
        return await self._sent(wanted, entry)

    async def made(self, wanted: Wanted, key: bytes, make: Make) -> Answered:
        """What is made now and kept under a key, or an old answer in place of a 503.

        Raises Refused, and ClientGone when nobody waits for it any more.
        """
        epoch = self._responses.epoch
        self._responses.counters.misses += 1
        self._limits.anonymous(wanted.request.scope)
        # A flight that began before something changed is not for who asks after that.
        flight = self._flights.join((key, epoch), lambda: self._made(make))
        made = await while_waited_for(wanted.request, flight)
        if isinstance(made, Entry):
            self._responses.put(wanted.raw_key, key, made, epoch)
            return await self._sent_new(wanted, made)
        old = self._responses.unverified(key) if made.status == 503 else None
        return made if old is None else await self._sent_stale(wanted, old)

    async def made_for_one(self, wanted: Wanted, make: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What is made for this request alone, and kept for nobody; raises as `made`."""
        self._limits.anonymous(wanted.request.scope)
        return await while_waited_for(wanted.request, self._made(make))

    async def _made(self, make: Callable[[], Coroutine[Any, Any, T]]) -> T:
        async with self._allowance:
            return await make()

    async def _sent(self, wanted: Wanted, entry: Entry) -> Answered:
        held = unchanged(entry, wanted.if_none_match)
        if held is not None:
            return held
        form = self._responses.form(entry, wanted.encodings)
        return whole(form or await formed(entry, wanted.encodings[0]), is_head=wanted.is_head)

    async def _sent_new(self, wanted: Wanted, entry: Entry) -> Answered:
        """Nobody may ask for it again, so it is encoded only for who takes nothing else."""
        held = unchanged(entry, wanted.if_none_match)
        if held is not None:
            return held
        plain = Encoding.IDENTITY in wanted.encodings
        form = entry.identity if plain else await formed(entry, wanted.encodings[0])
        return whole(form, is_head=wanted.is_head)

    async def _stale(self, wanted: Wanted, key: bytes) -> Answered | None:
        entry = self._responses.unverified(key)
        if entry is None or self._store.is_reachable:
            return None
        return await self._sent_stale(wanted, entry)

    async def _sent_stale(self, wanted: Wanted, entry: Entry) -> Answered:
        """What may be old, said so (RFC 9111, section 5.1; RFC 9211)."""
        age = self._responses.age()
        status = f"Rolebook; hit; ttl=-{age}; detail=MONGODB_AWAY"
        more = ((b"age", str(age).encode()), (b"cache-status", status.encode()))
        answered = await self._sent_new(wanted, entry)
        self._responses.counters.stale += 1
        return replace(answered, headers=(*answered.headers, *more))
