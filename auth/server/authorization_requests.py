"""A request for authorization: whom to trust with an answer, and whether it is in order.

The order of the checks is the order in which trust grows: without a known client and one of its
redirect URIs there is nobody to tell (RFC 6749 section 4.1.2.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from auth import clients
from auth.clients.redirect_uris import is_registered
from auth.directory import Directory
from auth.documents.clients import AuthMethod, Client
from auth.server.code_grant import check_authorization
from auth.server.consent_rules import Wishes, wishes
from auth.server.errors import OAuthRefusal, invalid_request
from auth.server.requested import requested_resource, requested_scopes

_LONGEST_NONCE: Final = 512
_NOT_SUPPORTED: Final = {
    "request": "request_not_supported",
    "request_uri": "request_uri_not_supported",
    "registration": "registration_not_supported",
}


@dataclass(frozen=True)
class Request:
    """A request for authorization that is in order."""

    client: Client
    redirect_uri: str
    scopes: tuple[str, ...]
    resource: str
    code_challenge: str
    nonce: str | None
    wishes: Wishes


async def trusted(directory: Directory, parameters: Mapping[str, str]) -> tuple[Client, str]:
    """The client and its redirect URI (RFC 9700 section 2.1).

    Raises OAuthRefusal, which a page tells: without both there is no redirect.
    """
    client_id = parameters.get("client_id")
    if client_id is None:
        raise invalid_request("The parameter client_id is missing.")
    client = await clients.find(directory, client_id)
    if client is None or client.disabled:
        raise OAuthRefusal("invalid_client", "The client is unknown or disabled.")
    redirect_uri = parameters.get("redirect_uri")
    if redirect_uri is None:
        raise invalid_request("The parameter redirect_uri is missing.")
    native = client.auth_method is AuthMethod.NONE
    if not is_registered(redirect_uri, client.redirect_uris, native=native):
        raise invalid_request("The redirect_uri is not registered for this client.")
    return client, redirect_uri


def read_request(
    directory: Directory, client: Client, redirect_uri: str, parameters: Mapping[str, str]
) -> Request:
    """The request of a client that is trusted with an answer; raises OAuthRefusal."""
    for name, error in _NOT_SUPPORTED.items():
        if name in parameters:
            raise OAuthRefusal(error, f"The parameter {name} is not supported.")
    if "response_type" not in parameters:
        raise invalid_request("The parameter response_type is missing.")
    if parameters["response_type"] != "code":
        # Checked before Authlib, whose own refusal fails on what is not plain ASCII.
        raise OAuthRefusal("unsupported_response_type", "The one response_type there is, is code.")
    if parameters.get("response_mode", "query") != "query":
        raise invalid_request("The one response_mode there is, is query.")
    check_authorization(client, parameters)
    if len(parameters.get("nonce", "")) > _LONGEST_NONCE:
        raise invalid_request(f"A nonce has at most {_LONGEST_NONCE} characters.")
    return Request(
        client,
        redirect_uri,
        requested_scopes(client, parameters),
        requested_resource(directory, parameters),
        parameters["code_challenge"],
        parameters.get("nonce"),
        wishes(parameters.get("prompt"), parameters.get("max_age")),
    )


def answered(
    directory: Directory, redirect_uri: str, parameters: Mapping[str, str], told: dict[str, str]
) -> str:
    """Where the browser goes back to, with `state` and `iss`, errors too (RFC 9207)."""
    state = parameters.get("state")
    told |= {} if state is None else {"state": state}
    told |= {"iss": directory.issuer}
    return f"{redirect_uri}{'&' if '?' in redirect_uri else '?'}{urlencode(told)}"
