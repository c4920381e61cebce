"""Introspection (RFC 7662): a confidential client asks about a token of its own."""

from collections.abc import Mapping
from typing import Any, Final

from auth.directory import Directory
from auth.documents.clients import AuthMethod, Client
from auth.documents.tokens import RefreshToken
from auth.scopes import joined
from auth.sealing import hashed
from auth.server import families
from auth.server.errors import invalid_client, invalid_request
from auth.server.issued_tokens import own_token
from auth.server.people import person
from auth.store import find

_INACTIVE: Final[dict[str, Any]] = {"active": False}


async def introspect(
    directory: Directory, client: Client, form: Mapping[str, str]
) -> dict[str, Any]:
    """What there is to say about a token; only `active: false` of one that is not the client's.

    Raises OAuthRefusal, for a public client too: anybody could say they were it.
    """
    if client.auth_method is AuthMethod.NONE:
        raise invalid_client("A public client cannot prove who it is.")
    token = form.get("token")
    if not token:
        raise invalid_request("The parameter token is missing.")
    stored = await find(RefreshToken, {"_id": hashed(token), "client": client.id})
    if stored is not None:
        return await _of_refresh_token(directory, stored)
    claims = await own_token(directory, client, token)
    if claims is None:
        return _INACTIVE
    told = {
        "active": True,
        "token_type": "Bearer",
        "iss": claims.issuer,
        "sub": claims.subject,
        "aud": directory.editorial_resource,
        "client_id": claims.client_id,
        "scope": joined(claims.scopes),
        "iat": int(claims.issued_at),
        "exp": int(claims.expires_at),
        "jti": claims.token_id,
    }
    return told if claims.auth_time is None else told | {"auth_time": int(claims.auth_time)}


async def _of_refresh_token(directory: Directory, stored: RefreshToken) -> dict[str, Any]:
    if stored.claimed_at is not None or stored.expires_at <= directory.clock():
        return _INACTIVE
    if await families.alive(directory, stored.family) is None:
        return _INACTIVE
    if await person(directory, stored.user, stored.signed_in_at) is None:
        return _INACTIVE
    return {
        "active": True,
        "iss": directory.issuer,
        "sub": stored.user,
        "aud": stored.resource,
        "client_id": stored.client,
        "scope": joined(stored.scopes),
        "iat": int(stored.created_at.timestamp()),
        "exp": int(stored.expires_at.timestamp()),
    }
