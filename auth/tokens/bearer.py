"""Bearer tokens: from the text of an Authorization header to who is calling (RFC 9068 section 4).

A valid token costs one signature check the first time it is seen and none after that; its key,
its times and its revocation are looked up every time, in memory.
"""

from datetime import UTC, datetime

from auth.directory import Directory
from auth.issuers.tokens import external_claims
from auth.principal import Principal
from auth.tokens.claims import Claims, demand_current
from auth.tokens.own_claims import own_claims
from auth.tokens.signed_tokens import InvalidToken, SignedToken, signed_token

__all__ = ["InvalidToken", "principal_of", "read_access_token"]


async def principal_of(directory: Directory, token: str) -> Principal:
    """Who sends this token; raises InvalidToken, or StateUnknown when nobody can tell."""
    claims = await read_access_token(directory, token)
    at = claims.auth_time
    return Principal(
        name=f"{claims.kind}:{claims.subject}",
        kind=claims.kind,
        role=claims.role,
        scopes=claims.scopes,
        grants=claims.grants,
        client_id=claims.client_id,
        token_id=claims.token_id,
        signed_in_at=None if at is None else datetime.fromtimestamp(at, UTC),
    )


async def read_access_token(directory: Directory, token: str) -> Claims:
    """What a token says once it is believed: our own, or one of an issuer the operator trusts.

    Raises InvalidToken, or StateUnknown when nobody can tell which tokens are void.
    """
    claims = await _kept(directory, token) or await _read(directory, signed_token(token))
    demand_current(claims.issued_at, claims.not_before, claims.expires_at, directory.clock())
    await directory.revocations.ensure(directory)
    if directory.revocations.voids(claims):
        raise InvalidToken("it was revoked")
    return claims


async def _read(directory: Directory, read: SignedToken) -> Claims:
    party = directory.issuers.external(read.claims.get("iss"))
    if party is not None:
        return await external_claims(directory, party, read)
    claims = await own_claims(directory, read)
    directory.issuers.verified.keep(read.text, read.key_id, claims)
    return claims


async def _kept(directory: Directory, token: str) -> Claims | None:
    """What was verified before, while the key that signed it is still one of ours."""
    kept = directory.issuers.verified.find(token)
    if kept is None or await directory.keys.find(directory, kept[0]) is None:
        return None
    return kept[1]
