"""`POST /oauth/device_authorization` (RFC 8628); the person's page is `/account/device`."""

from starlette.requests import Request
from starlette.responses import Response

from api.oauth.answers import answer, refusing
from api.oauth.parameters import form_of
from api.state import directory_of
from auth.server.client_authentication import authenticated
from auth.server.device import request_device


@refusing
async def device_authorization(request: Request) -> Response:
    """A device code to poll with, and a code for a person to type in."""
    directory, form = directory_of(request), await form_of(request)
    client = await authenticated(directory, request.headers, form)
    return answer(await request_device(directory, client, form))
