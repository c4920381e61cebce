"""A client that proves itself with a signed JWT (RFC 7523 section 3, private_key_jwt)."""

import warnings
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from joserfc.errors import SecurityWarning

from auth.clients.client_keys import public_key
from auth.directory import Directory
from auth.documents.clients import Client
from auth.documents.tokens import UsedAssertion
from auth.lifetimes import LEEWAY
from auth.sealing import hashed
from auth.server.errors import OAuthRefusal, invalid_client, invalid_request
from auth.store import insert
from auth.tokens.signed_tokens import InvalidToken, SignedToken, signed_token

ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_LIFE: Final = timedelta(minutes=5)
_LONGEST_ID: Final = 255


def claimed_client(form: Mapping[str, str]) -> str:
    """Whose assertion it says it is, before anything of it is believed."""
    assertion = form.get("client_assertion", "")
    if form.get("client_assertion_type") != ASSERTION_TYPE or not assertion:
        raise invalid_request("A client assertion comes with its type, jwt-bearer.")
    try:
        subject = signed_token(assertion).text_of("sub")
    except InvalidToken as invalid:
        raise _refused(invalid) from None
    if form.get("client_id", subject) != subject:
        raise invalid_request("The body names another client than the assertion.")
    return subject


async def verify_assertion(directory: Directory, client: Client, assertion: str) -> None:
    """Returns when the assertion is the client's, meant for us, fresh, and new to us.

    Raises OAuthRefusal otherwise.
    """
    try:
        read = signed_token(assertion)
        _check_signature(client, read)
        if (read.text_of("iss"), read.text_of("sub")) != (client.id, client.id):
            raise InvalidToken("its iss and sub are not the client's id")
        _check_audience(directory, read)
        expires_at = _checked_times(read, directory.clock())
        token_id = read.text_of("jti")
        if len(token_id) > _LONGEST_ID:
            raise InvalidToken("its jti is too long")
        used = UsedAssertion(
            id=f"client:{client.id}:{hashed(token_id)}",
            at=directory.clock(),
            expires_at=expires_at + 2 * LEEWAY,
        )
        if not await insert(used):
            raise InvalidToken("it was used before")
    except InvalidToken as invalid:
        raise _refused(invalid) from None


def _check_signature(client: Client, read: SignedToken) -> None:
    stored = _key_named(client, read)
    with warnings.catch_warnings():
        # RFC 9864 renamed EdDSA; clients still write the old name.
        warnings.simplefilter("ignore", SecurityWarning)
        read.verify(public_key(stored), [stored["alg"]])


def _key_named(client: Client, read: SignedToken) -> dict[str, Any]:
    """The registered key of that kid; without a kid, the only one there is."""
    named = "kid" in read.header
    matching = [key for key in client.keys if not named or key["kid"] == read.header["kid"]]
    if len(matching) != 1:
        raise InvalidToken("its kid is not that of one of the registered keys")
    return matching[0]


def _check_audience(directory: Directory, read: SignedToken) -> None:
    """One audience only: an assertion for somebody else too could be replayed by them."""
    ours = (directory.issuer, f"{directory.issuer}/oauth/token")
    audiences = read.audiences()
    if len(audiences) != 1 or audiences[0] not in ours:
        raise InvalidToken("its aud is not this server")


def _checked_times(read: SignedToken, now: datetime) -> datetime:
    moment, leeway = now.timestamp(), LEEWAY.total_seconds()
    longest = LONGEST_LIFE.total_seconds() + leeway
    expires_at = read.time_of("exp")
    if expires_at <= moment - leeway:
        raise InvalidToken("it has expired")
    if expires_at > moment + longest:
        raise InvalidToken("it lasts longer than five minutes")
    issued_at, not_before = read.optional_time("iat"), read.optional_time("nbf")
    if issued_at is not None and not moment - longest <= issued_at <= moment + leeway:
        raise InvalidToken("its iat is too long ago or in the future")
    if not_before is not None and not_before > moment + leeway:
        raise InvalidToken("it is not valid yet")
    return datetime.fromtimestamp(expires_at, UTC)


def _refused(invalid: InvalidToken) -> OAuthRefusal:
    return invalid_client(f"The client assertion is not valid: {invalid}.")
