"""Compact signed JSON, read without believing any of it until its signature is checked.

The algorithm is ours to choose, and keys come by `kid` from sets we know: whatever a header says
of keys or certificates (`jwk`, `jku`, `x5u`, `x5c`) is never looked at (RFC 8725 section 3).
"""

import binascii
import math
import re
from base64 import urlsafe_b64decode
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import Key

MOST_BYTES: Final = 8 * 1024
_KEY_ID: Final = re.compile(r"[A-Za-z0-9._~:/+=@-]{1,256}")
_LATEST: Final = 253_402_300_000.0  # the year 9999


class InvalidToken(Exception):
    """A token that is not believed; the reason is for the log and for its honest bearer."""


class _Registry(jws.JWSRegistry):
    max_header_length = MOST_BYTES
    max_payload_length = MOST_BYTES


@dataclass(frozen=True)
class SignedToken:
    """A token taken apart, its signature not checked: `claims` are only what somebody says."""

    text: str
    header: Mapping[str, Any]
    claims: Mapping[str, Any]

    @property
    def key_id(self) -> str:
        """The `kid`; raises InvalidToken unless it is a short plain name."""
        kid = self.header.get("kid")
        if not isinstance(kid, str) or not _KEY_ID.fullmatch(kid):
            raise InvalidToken("it names no key")
        return kid

    def demand_type(self, *types: str) -> None:
        """Raises InvalidToken unless `typ` is one of these, in whatever case."""
        typ = self.header.get("typ")
        told = typ.lower().removeprefix("application/") if isinstance(typ, str) else ""
        if told not in types:
            raise InvalidToken("it is a token of another type")

    def verify(self, key: Key, algorithms: Collection[str]) -> None:
        """Raises InvalidToken unless the key signed it with one of the algorithms."""
        if self.header.get("alg") not in algorithms:
            raise InvalidToken("its algorithm is not one of ours")
        registry = _Registry(algorithms=algorithms, strict_check_header=False)
        try:
            jws.deserialize_compact(self.text, key, algorithms, registry)
        except (JoseError, ValueError, TypeError) as error:
            raise InvalidToken("its signature does not hold") from error

    def text_of(self, name: str) -> str:
        """A claim that must be there and be text."""
        value = self.claims.get(name)
        if not isinstance(value, str) or not value:
            raise InvalidToken(f"its {name} is not text")
        return value

    def optional_text(self, name: str) -> str | None:
        """A claim that is text or absent."""
        return None if self.claims.get(name) is None else self.text_of(name)

    def time_of(self, name: str) -> float:
        """A claim that must be there and be seconds since the epoch (RFC 7519 section 2)."""
        value = self.claims.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InvalidToken(f"its {name} is not a number")
        if not math.isfinite(value) or not 0 <= value < _LATEST:
            raise InvalidToken(f"its {name} is not a time")
        return float(value)

    def optional_time(self, name: str) -> float | None:
        """A claim that is a time or absent."""
        return None if self.claims.get(name) is None else self.time_of(name)

    def audiences(self) -> tuple[str, ...]:
        """Whom it is for: one name or a list of them (RFC 7519 section 4.1.3)."""
        aud = self.claims.get("aud")
        named = [aud] if isinstance(aud, str) else aud
        if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
            raise InvalidToken("its aud is neither text nor a list of texts")
        return tuple(named)


def signed_token(text: str) -> SignedToken:
    """The token taken apart; raises InvalidToken for anything but a compact JWS of a JSON object.

    Encrypted tokens have five parts and are refused unread, so nothing is ever decompressed.
    """
    if len(text) > MOST_BYTES:
        raise InvalidToken("it is too long")
    parts = text.split(".")
    if len(parts) != 3:
        raise InvalidToken("it is not a signed token")
    header = _object(parts[0])
    if "crit" in header or "b64" in header:
        raise InvalidToken("it asks for extensions that are not supported")
    return SignedToken(text, header, _object(parts[1]))


def _object(part: str) -> Mapping[str, Any]:
    try:
        value = orjson.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, binascii.Error) as error:
        raise InvalidToken("it is not a signed token") from error
    if not isinstance(value, dict):
        raise InvalidToken("it is not a signed token")
    return value
