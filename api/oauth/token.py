"""`/oauth/token`: what is exchanged for tokens."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.oauth.answers import answer
from api.oauth.parameters import form_of
from api.state import directory_of
from auth.directory import Deed, Directory
from auth.documents.clients import AuthMethod, Client, GrantType
from auth.server.client_authentication import authenticated
from auth.server.client_credentials import client_credentials
from auth.server.codes import exchange
from auth.server.device import device_token
from auth.server.errors import OAuthRefusal, invalid_request, unsupported_grant_type
from auth.server.refreshing import refresh
from auth.server.token_answers import TokenAnswer

Grant = Callable[[Directory, Client, Mapping[str, str]], Awaitable[TokenAnswer]]

_GRANTS: Final[dict[str, Grant]] = {
    GrantType.AUTHORIZATION_CODE: exchange,
    GrantType.REFRESH_TOKEN: refresh,
    GrantType.CLIENT_CREDENTIALS: client_credentials,
    GrantType.DEVICE_CODE: device_token,
}

_WAITING: Final = frozenset({"authorization_pending", "slow_down"})
"""A device asks every few seconds: that is no refusal (RFC 8628 section 3.5)."""


async def token(request: Request) -> Response:
    """Tokens, or why not (RFC 6749 section 3.2); raises OAuthRefusal."""
    form = await form_of(request)
    grant_type = form.get("grant_type")
    if grant_type is None:
        raise invalid_request("The parameter grant_type is missing.")
    grant = _GRANTS.get(grant_type)
    if grant is None:
        raise unsupported_grant_type()
    directory = directory_of(request)
    client = await authenticated(directory, request.headers, form)
    try:
        granted = await grant(directory, client, form)
    except OAuthRefusal as refused:
        # Only of who proved themselves: a stranger is not to fill the audit log.
        if client.auth_method is not AuthMethod.NONE and refused.error not in _WAITING:
            details = {"grant_type": grant_type, "error": refused.error}
            await directory.record(Deed("token.refused", f"client:{client.id}", client.id, details))
        raise
    return answer(granted.body())
