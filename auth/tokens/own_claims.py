"""Our own access tokens, read as strictly as RFC 9068 section 4 asks."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from auth.directory import Directory
from auth.grants import Grant
from auth.principal import Kind
from auth.roles import Role
from auth.tokens.claims import Claims
from auth.tokens.keys import ALGORITHM
from auth.tokens.signed_tokens import InvalidToken, SignedToken

TYPE: Final = "at+jwt"
_GRANTS: Final = TypeAdapter(tuple[Grant, ...])


async def own_claims(directory: Directory, read: SignedToken) -> Claims:
    """The claims of a token that we signed for our editorial API; raises InvalidToken."""
    read.demand_type(TYPE)
    if read.header.get("alg") != ALGORITHM:
        raise InvalidToken("its algorithm is not one of ours")
    key = await directory.keys.find(directory, read.key_id)
    if key is None:
        raise InvalidToken("its key is not one of ours")
    read.verify(key, [ALGORITHM])
    if read.claims.get("iss") != directory.issuer:
        raise InvalidToken("it is of another issuer")
    if directory.editorial_resource not in read.audiences():
        raise InvalidToken("it is for somebody else")
    kind = _kind(read)
    return Claims(
        issuer=directory.issuer,
        subject=read.text_of("sub"),
        kind=kind,
        client_id=read.text_of("client_id"),
        token_id=read.text_of("jti"),
        scopes=_scopes(read.claims),
        role=_role(read),
        grants=_grants(read.claims),
        issued_at=read.time_of("iat"),
        expires_at=read.time_of("exp"),
        not_before=read.optional_time("nbf"),
        auth_time=read.time_of("auth_time") if kind is Kind.USER else None,
        family=read.optional_text("family"),
    )


def _kind(read: SignedToken) -> Kind:
    match read.text_of("kind"):
        case Kind.USER:
            return Kind.USER
        case Kind.CLIENT:
            return Kind.CLIENT
        case _:
            raise InvalidToken("its kind is unknown")


def _role(read: SignedToken) -> Role:
    try:
        return Role(read.text_of("role"))
    except ValueError as error:
        raise InvalidToken("its role is unknown") from error


def _scopes(claims: Mapping[str, Any]) -> frozenset[str]:
    scope = claims.get("scope", "")
    if not isinstance(scope, str):
        raise InvalidToken("its scope is not text")
    return frozenset(scope.split())


def _grants(claims: Mapping[str, Any]) -> tuple[Grant, ...]:
    try:
        return _GRANTS.validate_python(claims.get("grants", ()))
    except ValidationError as error:
        raise InvalidToken("its grants are not understood") from error
