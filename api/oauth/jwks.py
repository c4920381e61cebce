"""`/.well-known/jwks.json`: the keys that our tokens are signed with."""

from starlette.requests import Request
from starlette.responses import Response

from api.oauth.public_facts import public_fact
from api.state import directory_of


async def jwks(request: Request) -> Response:
    """The key set (RFC 7517 section 5)."""
    directory = directory_of(request)
    content = await directory.keys.public(directory)
    return public_fact(content, media_type="application/jwk-set+json")
