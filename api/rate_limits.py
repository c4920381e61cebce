"""How often one caller may have operations run: a token bucket each, in a bounded memory.

Answers that are kept cost nothing and count for nothing.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Final

from starlette.types import Scope

from api.graphql_over_http import Refused
from api.rates import Rate

MOST_CALLERS: Final = 20_000
"""How many callers a bucket is kept for; the ones unheard of for longest begin anew."""
_REGISTRATIONS: Final = 10
"""Of how many operations one may be a new persisted query."""
_IPV6_SITE_BITS: Final = 64
"""What one customer of a provider is given at least, so that its addresses are one caller."""


class Buckets:
    """The bucket of every caller; `name` is what the header fields call the policy."""

    def __init__(self, name: str, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._name, self._rate, self._clock = name, rate, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        """How many callers are remembered."""
        return len(self._left)

    def take(self, caller: str) -> dict[str, str]:
        """Takes one from a caller's bucket; the header fields that tell what is left.

        Raises Refused with 429 when it is empty.
        """
        now, rate = self._clock(), self._rate
        left = self._at(now, caller)
        is_allowed = left >= 1
        left -= is_allowed
        self._left[caller] = (left, now)
        self._left.move_to_end(caller)
        if len(self._left) > MOST_CALLERS:
            self._left.popitem(last=False)
        headers = self._fields(left)
        if is_allowed:
            return headers
        wait = max(1, math.ceil((1 - left) / rate.per_second))
        told = f"That is too often: at most {rate.per_second:g} a second, {rate.burst:,} at once. "
        told += f"Try again in {wait} s."
        raise Refused(429, "RATE_LIMITED", told, {"Retry-After": str(wait), **headers})

    def has_left(self, caller: str) -> bool:
        """Whether one more may be taken; none is."""
        return self._at(self._clock(), caller) >= 1

    def _at(self, now: float, caller: str) -> float:
        left, at = self._left.get(caller, (float(self._rate.burst), now))
        return min(left + (now - at) * self._rate.per_second, self._rate.burst)

    def _fields(self, left: float) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers has them, from its version 08 on."""
        rate = self._rate
        window = max(1, math.ceil(rate.burst / rate.per_second))
        until_full = math.ceil((rate.burst - left) / rate.per_second)
        return {
            "RateLimit-Policy": f'"{self._name}";q={rate.burst};w={window}',
            "RateLimit": f'"{self._name}";r={int(left)};t={until_full}',
        }


class RateLimits:
    """The limits of a server; without a rate there are none."""

    def __init__(self, rate: Rate | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._operations = Buckets("operations", rate, clock) if rate else None
        new = rate.divided(_REGISTRATIONS) if rate else None
        self._registrations = Buckets("registrations", new, clock) if new else None

    def anonymous(self, scope: Scope) -> dict[str, str]:
        """Counts an operation that is run for whoever sent a request; raises Refused with 429."""
        return self._counted(self._operations, _address(scope))

    def from_address(self, host: str) -> dict[str, str]:
        """The same for who asks from an address."""
        return self._counted(self._operations, _caller(host))

    def may_ask(self, host: str) -> bool:
        """Whether one more operation would be run for that address; nothing is counted."""
        caller = _caller(host)
        return self._operations is None or caller is None or self._operations.has_left(caller)

    def known(self, principal: str) -> dict[str, str]:
        """Counts an operation that is run for somebody by name; raises Refused with 429."""
        return self._counted(self._operations, principal)

    def may_register(self, scope: Scope) -> bool:
        """Whether one more query may be remembered by its hash for whoever sent a request."""
        try:
            self._counted(self._registrations, _address(scope))
        except Refused:
            return False
        return True

    def _counted(self, buckets: Buckets | None, caller: str | None) -> dict[str, str]:
        return {} if buckets is None or caller is None else buckets.take(caller)


def _address(scope: Scope) -> str | None:
    """Where a request comes from, as far as callers are told apart; None for this machine.

    Trusted proxies' word has been taken by `api.hosts`. What runs on this machine, such as a site
    that renders its pages here, is as trusted as this server itself.
    """
    client = scope.get("client")
    return None if client is None else _caller(client[0])


@lru_cache(1_024)
def _caller(told: str) -> str | None:
    try:
        address = ip_address(told)
    except ValueError:
        return told
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            site = int(address) >> (128 - _IPV6_SITE_BITS)
            return None if address.is_loopback else f"{site:x}/{_IPV6_SITE_BITS}"
        address = address.ipv4_mapped
    return None if address.is_loopback else str(address)
