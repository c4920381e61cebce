"""What an issuer says of somebody: its ID token and its logout token, checked before believed.

OpenID Connect Core 1.0 section 3.1.3.7; Back-Channel Logout 1.0 section 2.6.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from auth.documents.tokens import UsedAssertion
from auth.issuers.party import Party
from auth.issuers.published import ALGORITHMS
from auth.sealing import hashed
from auth.store import insert
from auth.tokens.claims import demand_current
from auth.tokens.signed_tokens import InvalidToken, SignedToken, signed_token

_LOGOUT_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
_LOGOUT_LASTS: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class Told:
    """Who signed in, as the issuer's ID token says; `session` is the issuer's name for it."""

    subject: str
    session: str | None
    signed_in_at: datetime | None
    email: str | None
    email_verified: bool
    name: str | None
    claims: Mapping[str, Any]


@dataclass(frozen=True)
class SignOut:
    """Who signed out at the issuer: all sessions of a subject, or the one session named."""

    subject: str | None
    session: str | None


async def read_id_token(
    party: Party, token: str, *, nonce: str, access_token: str, now: datetime
) -> Told:
    """What the ID token says; raises InvalidToken or IssuerAway."""
    read = await _signed_for_us(party, token, now, "jwt", "")
    if not hmac.compare_digest(read.text_of("nonce").encode(), nonce.encode()):
        raise InvalidToken("its nonce is of another sign-in")
    azp = read.optional_text("azp")
    if azp != party.trusted.client_id and (azp is not None or len(read.audiences()) > 1):
        raise InvalidToken("its azp is another client")
    at_hash = read.optional_text("at_hash")
    if at_hash is not None and at_hash != _half_hash(access_token, read.header.get("alg")):
        raise InvalidToken("its at_hash is of another access token")
    auth_time = read.optional_time("auth_time")
    return Told(
        subject=read.text_of("sub"),
        session=read.optional_text("sid"),
        signed_in_at=None if auth_time is None else datetime.fromtimestamp(auth_time, UTC),
        email=_text(read.claims.get("email")),
        email_verified=read.claims.get("email_verified") is True,
        name=_text(read.claims.get("name")),
        claims=read.claims,
    )


async def read_logout_token(party: Party, token: str, *, now: datetime) -> SignOut:
    """What the logout token says; it is good once. Raises InvalidToken or IssuerAway."""
    read = await _signed_for_us(party, token, now, "logout+jwt", "jwt", "")
    events = read.claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(_LOGOUT_EVENT), dict):
        raise InvalidToken("it is no logout token")
    if "nonce" in read.claims:
        raise InvalidToken("a logout token has no nonce")
    if now.timestamp() - read.time_of("iat") > _LOGOUT_LASTS.total_seconds():
        raise InvalidToken("it is too old")
    told = SignOut(read.optional_text("sub"), read.optional_text("sid"))
    if told.subject is None and told.session is None:
        raise InvalidToken("it names nobody")
    name = hashed(f"{party.trusted.issuer} {read.text_of('jti')}")
    # Longer than an older one would be taken, however late it expires.
    used = UsedAssertion(id=f"logout:{name}", at=now, expires_at=now + 2 * _LOGOUT_LASTS)
    if not await insert(used):
        raise InvalidToken("it was used before")
    return told


async def _signed_for_us(party: Party, token: str, now: datetime, *types: str) -> SignedToken:
    read = signed_token(token)
    if read.header.get("typ") is not None or "" not in types:
        read.demand_type(*types)
    if read.claims.get("iss") != party.trusted.issuer:
        raise InvalidToken("it is of another issuer")
    if party.trusted.client_id not in read.audiences():
        raise InvalidToken("it is for somebody else")
    key = await party.published.key(read.key_id)
    if key is None:
        raise InvalidToken("its key is not one of the issuer's")
    read.verify(key, ALGORITHMS)
    demand_current(read.time_of("iat"), read.optional_time("nbf"), read.time_of("exp"), now)
    return read


def _half_hash(token: str, algorithm: object) -> str:
    """The left half of the token's hash, by the algorithm's hash (Core section 3.1.3.6)."""
    size = str(algorithm)[-3:]
    digest = hashlib.new(f"sha{size if size in ('256', '384', '512') else '512'}", token.encode())
    return urlsafe_b64encode(digest.digest()[: digest.digest_size // 2]).rstrip(b"=").decode()


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
