"""`POST /oauth/revoke` (RFC 7009)."""

from starlette.requests import Request
from starlette.responses import Response

from api.oauth.answers import UNCACHED, refusing
from api.oauth.parameters import form_of
from api.state import directory_of
from auth.server.client_authentication import authenticated
from auth.server.revoking import revoke_token


@refusing
async def revoke(request: Request) -> Response:
    """Nothing, with 200, whether there was such a token or not."""
    directory, form = directory_of(request), await form_of(request)
    client = await authenticated(directory, request.headers, form)
    await revoke_token(directory, client, form)
    return Response(headers=UNCACHED)
