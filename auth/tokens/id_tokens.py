"""ID tokens: who signed in, told to the client that asked (OpenID Connect Core section 2)."""

import base64
import hashlib
from datetime import datetime
from typing import Any

from joserfc import jwt

from auth.directory import Directory
from auth.lifetimes import ACCESS_TOKEN
from auth.tokens.keys import ALGORITHM


def session_id(browser_session: str) -> str:
    """`sid`: names a browser session to clients, and lets nobody into it."""
    return browser_session[:32]


async def issue_id_token(
    directory: Directory,
    *,
    subject: str,
    client_id: str,
    access_token: str,
    signed_in_at: datetime,
    nonce: str | None,
    browser_session: str | None,
) -> str:
    """A signed ID token of ten minutes, bound to the access token that it came with."""
    key = await directory.keys.signing(directory)
    issued_at = int(directory.clock().timestamp())
    claims: dict[str, Any] = {
        "iss": directory.issuer,
        "sub": subject,
        "aud": client_id,
        "azp": client_id,
        "iat": issued_at,
        "exp": issued_at + int(ACCESS_TOKEN.total_seconds()),
        "auth_time": int(signed_in_at.timestamp()),
        "at_hash": half_hash(access_token),
    }
    if nonce is not None:
        claims["nonce"] = nonce
    if browser_session is not None:
        claims["sid"] = session_id(browser_session)
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": key.kid}
    return jwt.encode(header, claims, key, [ALGORITHM])


def half_hash(token: str) -> str:
    """`at_hash`: the left half of its SHA-256 (OpenID Connect Core section 3.1.3.6)."""
    left = hashlib.sha256(token.encode("ascii")).digest()[:16]
    return base64.urlsafe_b64encode(left).rstrip(b"=").decode()
