"""Which client is asking (RFC 6749 section 2.3): exactly the one method it is registered for."""

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import unquote_plus

from auth import clients
from auth.directory import Deed, Directory
from auth.documents.clients import AuthMethod, Client
from auth.sealing import hashed
from auth.server.client_assertions import claimed_client, verify_assertion
from auth.server.errors import OAuthRefusal, invalid_client, invalid_request
from auth.signing_in.throttling import Throttled, count_for_address

_LONGEST: Final = 4_096
_NOBODY: Final = hashed("nobody's secret")


class RequestHeaders(Protocol):
    """The headers of a request; Starlette's are such."""

    def getlist(self, key: str) -> list[str]:
        """Every value of a header, in order."""


@dataclass(frozen=True)
class _Credentials:
    """What a request brought; `proof` is a secret or an assertion."""

    method: AuthMethod
    client_id: str
    proof: str = ""


async def authenticated(
    directory: Directory, request_headers: RequestHeaders, form: Mapping[str, str]
) -> Client:
    """The client that proved who it is, or a public one that named itself.

    Raises OAuthRefusal: 401 `invalid_client` for an unknown or revoked client, a wrong proof and
    a method that is not the registered one; 400 `invalid_request` for two methods at once.
    """
    given = _credentials(request_headers, form)
    client = await clients.find(directory, given.client_id)
    try:
        return await _proven(directory, client, given)
    except OAuthRefusal as refusal:
        if client is not None:
            await _record(directory, client, refusal)
        raise


async def _record(directory: Directory, client: Client, refusal: OAuthRefusal) -> None:
    """Twenty a minute and client at most: a stranger is not to fill the audit log."""
    try:
        await count_for_address(directory, f"audited-client:{client.id}")
    except Throttled:
        return
    details = {"error": refusal.error, "reason": refusal.description}
    await directory.record(Deed("token.refused", "", client.id, details))


def _credentials(headers: RequestHeaders, form: Mapping[str, str]) -> _Credentials:
    authorizations = headers.getlist("authorization")
    has_assertion = "client_assertion" in form or "client_assertion_type" in form
    has_secret = "client_secret" in form
    if len(authorizations) + has_assertion + has_secret > 1:
        raise invalid_request("A client authenticates in one way only.")
    if authorizations:
        return _basic(authorizations[0], form)
    if has_secret:
        raise invalid_client("A secret in the body is not accepted: use HTTP Basic.")
    if has_assertion:
        client_id = claimed_client(form)
        return _Credentials(AuthMethod.PRIVATE_KEY_JWT, client_id, form["client_assertion"])
    client_id = form.get("client_id", "")
    if not client_id:
        raise invalid_client("The request names no client.")
    return _Credentials(AuthMethod.NONE, client_id)


def _basic(authorization: str, form: Mapping[str, str]) -> _Credentials:
    """Both halves are form-encoded before base64 (RFC 6749 section 2.3.1)."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic" or len(encoded) > _LONGEST:
        raise invalid_client("A client authenticates with HTTP Basic.")
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode()
        client_id, colon, secret = decoded.partition(":")
        client_id = unquote_plus(client_id, errors="strict")
        secret = unquote_plus(secret, errors="strict")
    except (binascii.Error, UnicodeDecodeError):
        raise invalid_client("The Basic credentials are malformed.") from None
    if not (colon and client_id and secret):
        raise invalid_client("The Basic credentials are malformed.")
    if form.get("client_id", client_id) != client_id:
        raise invalid_request("The body names another client than the Authorization header.")
    return _Credentials(AuthMethod.CLIENT_SECRET_BASIC, client_id, secret)


async def _proven(directory: Directory, client: Client | None, given: _Credentials) -> Client:
    if given.method is AuthMethod.CLIENT_SECRET_BASIC:
        # Compared even for a client that does not exist or has no secret.
        stored = (client.secret_hash if client is not None else None) or _NOBODY
        if not hmac.compare_digest(stored, hashed(given.proof)):
            raise invalid_client("The client is unknown, or its secret is wrong.")
    if client is None or client.disabled:
        raise invalid_client("The client is unknown or revoked.")
    if client.auth_method is not given.method:
        raise invalid_client("The client is registered for another way to authenticate.")
    if given.method is AuthMethod.PRIVATE_KEY_JWT:
        await verify_assertion(directory, client, given.proof)
    return client
