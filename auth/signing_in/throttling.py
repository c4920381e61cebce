"""Slowing guesses down: a growing delay for one account, a limit a minute for one address.

An attempt counts as a miss before it is looked at and is taken back when it was right, so that
many at once are no way round.
"""

import hashlib
import ipaddress
import math
import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from auth.directory import Directory
from auth.documents.accounts import Throttle
from auth.store import claim, collection, find, insert

FREE_MISSES: Final = 5
LONGEST_DELAY: Final = timedelta(seconds=60)
MISSES_PER_WINDOW: Final = 20
WINDOW: Final = timedelta(minutes=1)
_FORGOTTEN: Final = timedelta(hours=1)


class Throttled(Exception):
    """Too many attempts; the next is looked at after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many attempts: try again in {seconds} s.")
        self.seconds = seconds


def account_key(email: str) -> str:
    """An account, existing or not, as strangers see it, however they spell its address."""
    return f"account:{_digest(unicodedata.normalize('NFKC', email).strip().lower())}"


def device_key(device: str, user_id: str) -> str:
    """An account, seen from a browser that has signed in to it: strangers' misses do not count."""
    return f"device:{_digest(device)}:{user_id}"


def address_key(address: str | None) -> str:
    """A network address; of IPv6 the half that names a network, since a caller has all of it."""
    try:
        parsed = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return "address:unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return f"address:{parsed.ipv4_mapped}"
        return f"address:{ipaddress.ip_network((parsed, 64), strict=False)}"
    return f"address:{parsed}"


def delay_after(misses: int) -> timedelta:
    """How long after the latest of so many misses nothing is looked at: 1, 2, 4 … 60 s."""
    if misses < FREE_MISSES:
        return timedelta()
    return min(LONGEST_DELAY, timedelta(seconds=2 ** min(misses - FREE_MISSES, 16)))


async def count_for_account(directory: Directory, key: str) -> None:
    """Counts an attempt as a miss; raises Throttled, counting nothing, if it comes too early."""
    while True:
        now = directory.clock()
        known = await find(Throttle, {"_id": key})
        misses = known.misses if known is not None and known.expires_at > now else 0
        if known is not None and misses:
            _demand_passed((known.last_at + delay_after(misses) - now).total_seconds())
        after = {"misses": misses + 1, "last_at": now, "expires_at": now + _FORGOTTEN}
        if not misses:
            after["first_at"] = now
        if await _replaced(key, known, after):
            return


async def count_for_address(directory: Directory, key: str) -> None:
    """Counts an attempt as a miss; raises Throttled if there were twenty within the minute."""
    while True:
        now = directory.clock()
        known = await find(Throttle, {"_id": key})
        is_over = known is None or known.first_at + WINDOW <= now
        misses = 0 if known is None or is_over else known.misses
        first_at = now if known is None or is_over else known.first_at
        if misses >= MISSES_PER_WINDOW:
            _demand_passed((first_at + WINDOW - now).total_seconds())
        expires_at = first_at + WINDOW
        after = {"misses": misses + 1, "first_at": first_at, "last_at": now}
        if await _replaced(key, known, {**after, "expires_at": expires_at}):
            return


async def forgive(key: str) -> None:
    """Forgets all misses: the right password was given."""
    await collection(Throttle).delete_one({"_id": key})


async def take_back(key: str) -> None:
    """Uncounts one attempt that was no miss."""
    await claim(Throttle, {"_id": key, "misses": {"$gt": 0}}, {"$inc": {"misses": -1}})


def _demand_passed(seconds: float) -> None:
    if seconds > 0:
        raise Throttled(math.ceil(seconds))


async def _replaced(key: str, known: Throttle | None, after: Mapping[str, Any]) -> bool:
    """Whether nobody counted in between."""
    if known is None:
        return await insert(Throttle.model_validate({"_id": key, **after}))
    unchanged = {"_id": key, "misses": known.misses, "last_at": known.last_at}
    return await claim(Throttle, unchanged, {"$set": dict(after)}) is not None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
