"""What an issuer publishes of itself, kept for a while: its metadata and its keys.

An issuer that is down is remembered: what was read before serves until it answers again.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, KeySet, OKPKey, RSAKey

from auth.issuers.reaching import SECONDS, place

METADATA_SECONDS: Final = 3_600.0
KEYS_SECONDS: Final = 600.0
UNKNOWN_KEY_SECONDS: Final = 60.0
"""How seldom an unknown `kid` may cost a request: whoever sends tokens chooses it."""
RETRY_SECONDS: Final = 10.0
ALGORITHMS: Final = ("ES256", "RS256", "PS256", "ES384", "RS384", "PS384", "RS512", "EdDSA")

_log = structlog.stdlib.get_logger("rolebook.issuers")


class IssuerAway(Exception):
    """The issuer cannot be reached, or does not say what OpenID Connect asks of it."""


@dataclass(frozen=True)
class Metadata:
    """What discovery told (OpenID Connect Discovery 1.0 section 3)."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None
    revocation_endpoint: str | None
    sends_iss: bool
    """Whether every authorization response names its issuer (RFC 9207 section 3)."""


@dataclass
class Published:
    """One issuer's metadata and keys; `http` makes its requests."""

    issuer: str
    http: httpx2.AsyncClient
    monotonic: Callable[[], float] = time.monotonic
    _metadata: Metadata | None = None
    _metadata_at: float = float("-inf")
    _keys: dict[str, Key] = field(default_factory=dict)
    _keys_at: float = float("-inf")
    _asked_at: float = float("-inf")
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def metadata(self) -> Metadata:
        """Its metadata, at most an hour old while it answers; raises IssuerAway."""
        async with self._asking:
            now = self.monotonic()
            if now - self._metadata_at > METADATA_SECONDS:
                try:
                    url = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
                    self._metadata = _metadata(self.issuer, await self._json(url))
                    self._metadata_at = now
                except IssuerAway:
                    if self._metadata is None:
                        raise
                    self._metadata_at = now - METADATA_SECONDS + RETRY_SECONDS
            assert self._metadata is not None
            return self._metadata

    async def key(self, key_id: str) -> Key | None:
        """Its key of that id; raises IssuerAway where none was ever read."""
        if self.monotonic() - self._keys_at > KEYS_SECONDS:
            await self._read_keys(RETRY_SECONDS)
        if key_id not in self._keys:
            await self._read_keys(UNKNOWN_KEY_SECONDS)
        if self._keys_at == float("-inf"):
            raise IssuerAway(self.issuer)
        return self._keys.get(key_id)

    async def _read_keys(self, not_within_seconds: float) -> None:
        uri = None
        if self.monotonic() - self._asked_at > not_within_seconds:
            try:
                uri = (await self.metadata()).jwks_uri
            except IssuerAway:
                self._asked_at = self.monotonic()
        async with self._asking:
            now = self.monotonic()
            if uri is None or now - self._asked_at <= not_within_seconds:
                return
            self._asked_at = now
            try:
                self._keys = _keys(await self._json(uri))
                self._keys_at = now
            except IssuerAway:
                _log.warning("an issuer's keys cannot be read", issuer=self.issuer)

    async def _json(self, url: str) -> Mapping[str, Any]:
        try:
            response = await self.http.get(
                url, headers={"Accept": "application/json"}, timeout=SECONDS
            )
            told = response.json() if response.status_code == 200 else None
        except (httpx2.HTTPError, ValueError, RecursionError) as error:
            raise IssuerAway(f"{url} cannot be read ({type(error).__name__})") from error
        if not isinstance(told, dict):
            raise IssuerAway(f"{url} answers no JSON object")
        return told


def _metadata(issuer: str, told: Mapping[str, Any]) -> Metadata:
    if told.get("issuer") != issuer:
        raise IssuerAway(f"{issuer} says that it is another issuer")

    def endpoint(name: str) -> str | None:
        value = told.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not _is_as_safe(value, issuer):
            raise IssuerAway(f"the {name} of {issuer} is not an https address")
        return value

    def needed(name: str) -> str:
        value = endpoint(name)
        if value is None:
            raise IssuerAway(f"{issuer} has no {name}")
        return value

    return Metadata(
        authorization_endpoint=needed("authorization_endpoint"),
        token_endpoint=needed("token_endpoint"),
        jwks_uri=needed("jwks_uri"),
        end_session_endpoint=endpoint("end_session_endpoint"),
        revocation_endpoint=endpoint("revocation_endpoint"),
        sends_iss=told.get("authorization_response_iss_parameter_supported") is True,
    )


def _is_as_safe(url: str, issuer: str) -> bool:
    """Over TLS, or at the very place the operator named without it."""
    parts = urlsplit(url)
    if not parts.hostname or parts.username is not None or parts.fragment:
        return False
    plain = parts.scheme == "http" and issuer.startswith("http://")
    return parts.scheme == "https" or (plain and place(url) == place(issuer))


def _keys(told: Mapping[str, Any]) -> dict[str, Key]:
    """The keys that can check a signature; a secret or a broken one is passed over."""
    found: dict[str, Key] = {}
    listed = told.get("keys")
    for each in listed if isinstance(listed, list) else ():
        if not isinstance(each, dict) or each.get("use", "sig") != "sig" or "d" in each:
            continue
        try:
            key = KeySet.import_key_set({"keys": [each]}).keys[0]
        except (JoseError, ValueError, TypeError, KeyError):
            continue
        kid = each.get("kid")
        if isinstance(kid, str) and isinstance(key, ECKey | RSAKey | OKPKey):
            found[kid] = key
    return found
