"""Access tokens that are void before they expire, known without asking the database each time.

Every process keeps the revocations of the last minutes in memory and reads on once a second. When
it could not for five seconds, nobody knows which tokens still hold, and none is believed.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import structlog

from auth.documents.tokens import Revocation, RevocationKind
from auth.lifetimes import ACCESS_TOKEN, LEEWAY, REVOCATIONS_STALE
from auth.store import collection
from auth.tokens.claims import Claims

if TYPE_CHECKING:
    from auth.directory import Directory

_log = structlog.stdlib.get_logger("rolebook.revocations")

KEPT: Final = ACCESS_TOKEN + 2 * LEEWAY
"""Longer than any token lives that was issued before the revocation."""
REFRESH_SECONDS: Final = 1.0
_OVERLAP: Final = timedelta(seconds=60)
"""How far the clocks of two servers may be apart, and how late a write may show."""


class StateUnknown(Exception):
    """Which tokens are void could not be read lately: come back in a moment."""


@dataclass
class Revocations:
    """The revocations this process knows of; `monotonic` tells seconds that only grow."""

    monotonic: Callable[[], float] = time.monotonic
    _known: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _expiring: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _read_at: float | None = None
    _followed: bool = False
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    def voids(self, claims: Claims) -> bool:
        """Whether the token of these claims is void; raises StateUnknown when nobody can tell."""
        if self._is_stale():
            raise StateUnknown
        known = self._known
        if (RevocationKind.TOKEN, claims.token_id) in known:
            return True
        if claims.family is not None and (RevocationKind.FAMILY, claims.family) in known:
            return True
        return any(
            at is not None and claims.issued_at <= at.timestamp()
            for at in (
                known.get((RevocationKind.USER, claims.subject)),
                known.get((RevocationKind.CLIENT, claims.client_id)),
            )
        )

    def note(self, kind: RevocationKind, value: str, at: datetime, expires_at: datetime) -> None:
        """Makes a revocation hold here at once; others have read it within a second."""
        key = (kind, value)
        self._known[key] = max(at, self._known.get(key, at))
        self._expiring[key] = max(expires_at, self._expiring.get(key, expires_at))

    async def ensure(self, directory: "Directory") -> None:
        """Reads the state where nobody follows it, as in a command; a server never waits here."""
        if self._followed or not self._is_stale():
            return
        async with self._reading:
            if self._is_stale():
                await self.read(directory)

    async def read(self, directory: "Directory") -> None:
        """Reads what was revoked since the last time, and forgets what has expired."""
        asked_at, now = self.monotonic(), directory.clock()
        query: dict[str, Any] = {"expires_at": {"$gt": now}}
        if self._read_at is not None:
            # A long pause must not open a gap between two readings.
            pause = timedelta(seconds=asked_at - self._read_at)
            query["at"] = {"$gt": now - pause - _OVERLAP}
        for each in await collection(Revocation).find(query).to_list(None):
            self.note(RevocationKind(each["kind"]), each["value"], each["at"], each["expires_at"])
        for key in [key for key, until in self._expiring.items() if until <= now]:
            del self._known[key], self._expiring[key]
        self._read_at = asked_at

    async def follow(self, directory: "Directory") -> None:
        """Reads on every second, until cancelled."""
        self._followed = True
        failing = False
        try:
            while True:
                try:
                    await self.read(directory)
                    failing = False
                except Exception as error:  # whatever it is, the state grows stale and says so
                    if not failing:
                        _log.warning("revocations cannot be read", reason=type(error).__name__)
                    failing = True
                await asyncio.sleep(REFRESH_SECONDS)
        finally:
            self._followed = False

    def _is_stale(self) -> bool:
        oldest = REVOCATIONS_STALE.total_seconds()
        return self._read_at is None or self.monotonic() - self._read_at > oldest


async def revoke(directory: "Directory", kind: RevocationKind, value: str) -> None:
    """Voids one token by its jti, a family, or what a user or client was issued until now.

    It holds here at once and on every server within five seconds.
    """
    at = directory.clock()
    expires_at = at + KEPT
    await collection(Revocation).update_one(
        {"_id": f"{kind}:{value}"},
        {
            "$max": {"at": at, "expires_at": expires_at},
            "$setOnInsert": {"kind": kind.value, "value": value},
        },
        upsert=True,
    )
    directory.revocations.note(kind, value, at, expires_at)


async def follow_revocations(directory: "Directory") -> None:
    """Keeps `directory.revocations` current until cancelled: a server's background task."""
    await directory.revocations.follow(directory)
