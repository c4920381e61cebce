"""Access tokens that nobody should believe: our own form, bent in one place."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from joserfc import jws

from auth.directory import Directory
from tests.auth.tokens import CLIENT, USER


async def claims_of(directory: Directory, **changed: Any) -> dict[str, Any]:
    """What a good token says, with some claims changed; those given as None are left out."""
    now = directory.clock().timestamp()
    claims = {
        "iss": directory.issuer,
        "sub": USER,
        "aud": directory.editorial_resource,
        "client_id": CLIENT,
        "scope": "content:read",
        "iat": now,
        "nbf": int(now),
        "exp": int(now) + 600,
        "jti": "forged",
        "kind": "user",
        "role": "viewer",
        "auth_time": int(now),
        **changed,
    }
    return {name: value for name, value in claims.items() if value is not None}


async def signed(
    directory: Directory, header: Mapping[str, Any] | None = None, **changed: Any
) -> str:
    """A token that our own key signed, with other claims or another header than it should have."""
    key = await directory.keys.signing(directory)
    told = {"alg": "ES256", "typ": "at+jwt", "kid": key.kid, **(header or {})}
    told = {name: value for name, value in told.items() if value is not None}
    payload = json.dumps(await claims_of(directory, **changed)).encode()
    return by_key(key, told, payload)


def by_key(key: Any, header: Mapping[str, Any], payload: bytes) -> str:
    """A token signed by any key, its header as it is given: no library would make most of them."""
    signing_input = f"{encoded(header)}.{encoded(payload)}"
    algorithm = jws.JWSRegistry.algorithms[header["alg"]]
    return f"{signing_input}.{encoded(algorithm.sign(signing_input.encode(), key))}"


def encoded(part: Mapping[str, Any] | bytes) -> str:
    """One part of a token."""
    text = part if isinstance(part, bytes) else json.dumps(part).encode()
    return urlsafe_b64encode(text).rstrip(b"=").decode()
