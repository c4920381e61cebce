"""Access tokens: JWTs for the editorial API (RFC 9068)."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jwt

from auth.directory import Directory
from auth.grants import Grant
from auth.lifetimes import ACCESS_TOKEN
from auth.principal import Kind
from auth.roles import Role
from auth.scopes import joined
from auth.tokens.keys import ALGORITHM


@dataclass(frozen=True)
class IssuedToken:
    """An access token as its client gets it; `expires_in` is in seconds."""

    token: str
    jti: str
    expires_in: int


async def issue_access_token(
    directory: Directory,
    *,
    subject: str,
    kind: Kind,
    client_id: str,
    role: Role,
    grants: Sequence[Grant],
    scopes: Iterable[str],
    resource: str,
    signed_in_at: datetime | None,
    family: str | None,
) -> IssuedToken:
    """A signed token of ten minutes; `resource` is its audience.

    `subject` is an account's or a client's id; `family` is None where no refresh token belongs to
    it and nothing but its own `jti` can revoke it.
    """
    key = await directory.keys.signing(directory)
    now = directory.clock().timestamp()
    lasts = int(ACCESS_TOKEN.total_seconds())
    token_id = secrets.token_urlsafe(18)
    claims: dict[str, Any] = {
        "iss": directory.issuer,
        "sub": subject,
        "aud": resource,
        "client_id": client_id,
        "scope": joined(scopes),
        # To the millisecond: what voids older tokens must not void one issued the moment after.
        "iat": now,
        "nbf": int(now),
        "exp": int(now) + lasts,
        "jti": token_id,
        "kind": kind.value,
        "role": role.value,
    }
    if signed_in_at is not None:
        claims["auth_time"] = int(signed_in_at.timestamp())
    if family is not None:
        claims["family"] = family
    if grants:
        claims["grants"] = [grant.model_dump(mode="json") for grant in grants]
    header = {"alg": ALGORITHM, "typ": "at+jwt", "kid": key.kid}
    return IssuedToken(jwt.encode(header, claims, key, [ALGORITHM]), token_id, lasts)
