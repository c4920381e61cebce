"""Access tokens of external issuers: their signature, our account."""

from typing import Final

from auth.directory import Directory
from auth.issuers.party import Party
from auth.issuers.published import ALGORITHMS, IssuerAway
from auth.principal import Kind
from auth.sealing import hashed
from auth.tokens.claims import Claims, demand_current
from auth.tokens.revocations import StateUnknown
from auth.tokens.signed_tokens import InvalidToken, SignedToken

_TYPES: Final = ("at+jwt", "jwt")
_NEVER: Final = frozenset({"ID", "Refresh", "Logout"})  # Keycloak's `typ` claim


async def external_claims(directory: Directory, party: Party, read: SignedToken) -> Claims:
    """What it says, for the account its subject is linked to.

    Raises InvalidToken, or StateUnknown while the issuer's keys were never read.
    """
    trusted = party.trusted
    await _demand_signed_for_us(party, read)
    issued_at, expires_at = read.time_of("iat"), read.time_of("exp")
    demand_current(issued_at, read.optional_time("nbf"), expires_at, directory.clock())
    user = await directory.issuers.accounts.find(trusted.issuer, read.text_of("sub"))
    if user is None or user.disabled:
        raise InvalidToken("no account is linked to its subject, or it is disabled")
    if issued_at <= user.changed_at.timestamp():
        raise InvalidToken("it was issued before the account was changed")
    return Claims(
        issuer=trusted.issuer,
        subject=user.id,
        kind=Kind.USER,
        client_id=read.optional_text("client_id") or read.optional_text("azp") or trusted.name,
        token_id=hashed(read.text),
        scopes=_scopes(read),
        role=user.role if trusted.roles is None else trusted.roles.role(read.claims),
        grants=tuple(user.grants),
        issued_at=issued_at,
        expires_at=expires_at,
        # Unless it says when somebody signed in, that was not lately.
        auth_time=read.optional_time("auth_time") or 0.0,
    )


async def _demand_signed_for_us(party: Party, read: SignedToken) -> None:
    audience = party.trusted.audience
    if audience is None or audience not in read.audiences():
        raise InvalidToken("it is for somebody else")
    if read.header.get("typ") is not None:
        read.demand_type(*_TYPES)
    if read.claims.get("typ") in _NEVER or "events" in read.claims:
        raise InvalidToken("it is a token of another type")
    try:
        key = await party.published.key(read.key_id)
    except IssuerAway as error:
        raise StateUnknown from error
    if key is None:
        raise InvalidToken("its key is not one of the issuer's")
    read.verify(key, ALGORITHMS)


def _scopes(read: SignedToken) -> frozenset[str]:
    """Its scopes: text, or a list as some issuers have it in `scp`."""
    told = read.claims.get("scope", read.claims.get("scp", ""))
    listed = told.split() if isinstance(told, str) else told
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise InvalidToken("its scope is not text")
    return frozenset(listed)
