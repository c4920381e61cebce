"""`POST /oauth/introspect` (RFC 7662)."""

from starlette.requests import Request
from starlette.responses import Response

from api.oauth.answers import answer, refusing
from api.oauth.parameters import form_of
from api.state import directory_of
from auth.server import introspection
from auth.server.client_authentication import authenticated


@refusing
async def introspect(request: Request) -> Response:
    """What a client's own token is good for."""
    directory, form = directory_of(request), await form_of(request)
    client = await authenticated(directory, request.headers, form)
    return answer(await introspection.introspect(directory, client, form))
