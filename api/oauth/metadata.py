"""The well-known addresses where clients find out how to talk to us."""

from starlette.requests import Request
from starlette.responses import Response

from api.oauth.public_facts import public_fact
from api.state import directory_of
from auth.server.metadata import resource_metadata, server_metadata


async def authorization_server(request: Request) -> Response:
    """The authorization server's metadata (RFC 8414), also as OpenID Connect looks for it."""
    return public_fact(server_metadata(directory_of(request)))


async def protected_resource(request: Request) -> Response:
    """The editorial API's metadata (RFC 9728)."""
    return public_fact(resource_metadata(directory_of(request)))
