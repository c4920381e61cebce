"""Passwords: which are accepted, and how they are hashed without holding anybody else up."""

import asyncio
import base64
import os
import sys
import threading
import unicodedata
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar
from weakref import WeakValueDictionary

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")

SHORTEST: Final = 12
LONGEST: Final = 256
_LONGEST_BYTES: Final = 1024
_WAITING: Final = 64
_WAITING_FOR_ONE: Final = 32


class Unusable(StrEnum):
    """Why a password is not taken."""

    NOT_TEXT = "NOT_TEXT"
    TOO_SHORT = "TOO_SHORT"
    TOO_LONG = "TOO_LONG"


class UnusablePassword(Exception):
    """A password that is not even hashed; `reason` says why."""

    def __init__(self, reason: Unusable) -> None:
        super().__init__(reason.value)
        self.reason = reason


class HashingBusy(Exception):
    """More passwords wait to be hashed than is sensible: come back in a moment."""

    retry_after_seconds: Final = 2


class Verified(NamedTuple):
    """Whether the password is right, and whether its hash is not made with today's parameters."""

    matches: bool
    outdated: bool


def readable(password: str) -> str:
    """The password as it is hashed, in NFKC (RFC 8265 section 4); raises UnusablePassword."""
    try:
        size = len(password.encode())
    except UnicodeEncodeError:
        raise UnusablePassword(Unusable.NOT_TEXT) from None
    if size > _LONGEST_BYTES:
        raise UnusablePassword(Unusable.TOO_LONG)
    if "\0" in password:
        raise UnusablePassword(Unusable.NOT_TEXT)
    return unicodedata.normalize("NFKC", password)


def acceptable(password: str) -> str:
    """A new password as it is hashed, 12 to 256 characters long; raises UnusablePassword."""
    normal = readable(password)
    if len(normal) < SHORTEST:
        raise UnusablePassword(Unusable.TOO_SHORT)
    if len(normal) > LONGEST:
        raise UnusablePassword(Unusable.TOO_LONG)
    return normal


class Passwords:
    """Argon2id in one thread beside the event loop; `computed` counts how often it was run."""

    def __init__(self) -> None:
        # OWASP's least: 19 MiB, two passes, one lane (Password Storage Cheat Sheet).
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._thread = ThreadPoolExecutor(1, "passwords", initializer=_step_back)
        self._turns: WeakValueDictionary[str, _Turn] = WeakValueDictionary()
        self._nobodys = _hash_of_nothing(self._hasher)
        self._waiting = 0
        self.computed = 0

    async def hashed(self, password: str) -> str:
        """What is stored of an acceptable password; raises HashingBusy."""
        return await self._beside(lambda: self._hasher.hash(password))

    async def verify(self, password_hash: str | None, password: str) -> Verified:
        """Whether it is the password; without a hash it takes as long, and is not.

        Raises HashingBusy.
        """
        stored = password_hash or self._nobodys
        matches = await self._beside(lambda: self._matches(stored, password))
        return Verified(matches, matches and self._hasher.check_needs_rehash(stored))

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """One after another for the same name, so that each sees what became of the one before.

        Raises HashingBusy when too many wait.
        """
        turn = self._turns.setdefault(name, _Turn())
        if turn.waiting >= _WAITING_FOR_ONE:
            raise HashingBusy
        turn.waiting += 1
        try:
            async with turn.lock:
                yield
        finally:
            turn.waiting -= 1

    async def _beside(self, compute: Callable[[], T]) -> T:
        if self._waiting >= _WAITING:
            raise HashingBusy
        self._waiting += 1
        self.computed += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, compute)
        finally:
            self._waiting -= 1

    def _matches(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False


class _Turn:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.waiting = 0


def _step_back() -> None:
    """Lets the threads that answer requests run first; Linux alone has a niceness for threads."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


def _hash_of_nothing(hasher: PasswordHasher) -> str:
    """A hash that no password has, of the usual cost."""
    salt, digest = (
        base64.b64encode(os.urandom(size)).decode().rstrip("=")
        for size in (hasher.salt_len, hasher.hash_len)
    )
    parameters = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${parameters}${salt}${digest}"
