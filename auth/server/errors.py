"""How the authorization server refuses, in OAuth's own words (RFC 6749 section 5.2)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})
BASIC_CHALLENGE: Final[Mapping[str, str]] = MappingProxyType(
    {"WWW-Authenticate": 'Basic realm="rolebook", charset="UTF-8"'}
)


class OAuthRefusal(Exception):
    """A request that is refused; `error` is a registered code, `description` is for developers.

    `description` is plain ASCII without quotes or backslashes (RFC 6749 section 5.2) and repeats
    nothing that was sent.
    """

    def __init__(
        self,
        error: str,
        description: str,
        status: int = 400,
        headers: Mapping[str, str] = NO_HEADERS,
    ) -> None:
        super().__init__(f"{error}: {description}")
        self.error = error
        self.description = description
        self.status = status
        self.headers = headers


def temporarily_unavailable() -> OAuthRefusal:
    """What has to be known to answer cannot be read now: nothing is issued on a guess."""
    told = "This cannot be answered now; try again in a moment."
    return OAuthRefusal("temporarily_unavailable", told, 503, {"Retry-After": "1"})


def invalid_request(description: str) -> OAuthRefusal:
    """A parameter is missing, repeated, unknown in value or malformed."""
    return OAuthRefusal("invalid_request", description)


def invalid_grant(description: str) -> OAuthRefusal:
    """A code or refresh token that is unknown, used, expired, or somebody else's."""
    return OAuthRefusal("invalid_grant", description)


def invalid_scope(description: str) -> OAuthRefusal:
    """A scope that does not exist, or that this client may not ask for."""
    return OAuthRefusal("invalid_scope", description)


def invalid_target(description: str) -> OAuthRefusal:
    """A resource this server issues no tokens for (RFC 8707 section 2)."""
    return OAuthRefusal("invalid_target", description)


def invalid_client(description: str) -> OAuthRefusal:
    """A client that is unknown, disabled, or did not prove who it is."""
    return OAuthRefusal("invalid_client", description, 401, BASIC_CHALLENGE)


def unauthorized_client(description: str) -> OAuthRefusal:
    """A client that is known but not registered for what it asks."""
    return OAuthRefusal("unauthorized_client", description)


def unsupported_grant_type() -> OAuthRefusal:
    """A grant type this server does not have."""
    return OAuthRefusal("unsupported_grant_type", "This grant type is not supported.")
