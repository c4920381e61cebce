"""Refusals of whoever calls the editorial API, in OAuth's words and GraphQL's shape (RFC 6750)."""

from typing import Final

from api.graphql_over_http import Refused
from auth.directory import Directory

RETRY_AFTER_SECONDS: Final = 1


def challenge(directory: Directory, error: str | None = None, **more: str) -> dict[str, str]:
    """The header that says what a request lacks and where to read how to get it (RFC 9728)."""
    metadata = f"{directory.issuer}/.well-known/oauth-protected-resource"
    told = {"error": error, **more, "resource_metadata": metadata}
    parameters = ", ".join(f'{name}="{value}"' for name, value in told.items() if value)
    return {"WWW-Authenticate": f"Bearer {parameters}"}


def unauthenticated(directory: Directory, message: str, error: str | None = None) -> Refused:
    """Nobody known sends this."""
    return Refused(401, "UNAUTHENTICATED", message, challenge(directory, error))


def bad_request(directory: Directory, message: str) -> Refused:
    """Credentials sent in a way that is not taken."""
    return Refused(400, "BAD_REQUEST", message, challenge(directory, "invalid_request"))


def state_unknown() -> Refused:
    """Nobody can tell which tokens are void, so none is believed for the moment."""
    told = "Tokens cannot be checked now; try again in a moment."
    return Refused(503, "UNAVAILABLE", told, {"Retry-After": str(RETRY_AFTER_SECONDS)})
