"""Who calls the editorial API: the bearer of a token, or a browser with an admin session."""

from typing import Final

import structlog
from starlette.requests import Request

from api.challenges import bad_request, state_unknown, unauthenticated
from api.cookies import ADMIN, read_cookie
from api.graphql_over_http import Refused
from api.session.calling import session_caller
from api.state import directory_of, settings_of
from auth.directory import Directory
from auth.principal import Principal
from auth.tokens.bearer import InvalidToken, principal_of
from auth.tokens.revocations import StateUnknown

LONGEST_HEADER: Final = 8 * 1024
_FORM: Final = "application/x-www-form-urlencoded"
_LONGEST_FORM: Final = 64 * 1024

_log = structlog.stdlib.get_logger("rolebook.callers")


async def caller(request: Request) -> Principal:
    """Who sends this request; raises Refused with 400, 401, 403, 431 or 503."""
    return await _caller(request, is_seen=True)


async def still_calling(request: Request) -> Principal:
    """Who sent this request, as of now; raises as `caller` does.

    A session is over when nobody used it for a while, whatever listens on its behalf.
    """
    return await _caller(request, is_seen=False)


async def _caller(request: Request, *, is_seen: bool) -> Principal:
    directory = directory_of(request)
    given = request.headers.getlist("authorization")
    if sum(map(len, given)) > LONGEST_HEADER:
        told = f"The Authorization header is over {LONGEST_HEADER:,} bytes."
        raise Refused(431, "BAD_REQUEST", told)
    if await _is_token_elsewhere(request):
        told = "Send the access token in the Authorization header, never in the address or a form."
        raise bad_request(directory, told)
    has_session = read_cookie(request, settings_of(request), ADMIN) is not None
    if len(given) > 1 or (given and has_session):
        told = "Send one Authorization header, and no session cookie beside it."
        raise bad_request(directory, told)
    if has_session:
        return await session_caller(request, is_seen=is_seen)
    return await _bearer(directory, given[0] if given else "")


async def _bearer(directory: Directory, header: str) -> Principal:
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        told = "Sign in, or send an access token: Authorization: Bearer …"
        raise unauthenticated(directory, told)
    try:
        return await principal_of(directory, token.strip())
    except InvalidToken as error:
        # The reason is for the log: an honest client needs a new token whatever it is.
        _log.info("access token refused", reason=str(error))
        told = "The access token is expired, revoked or not one of ours: get a new one."
        raise unauthenticated(directory, told, "invalid_token") from error
    except StateUnknown as error:
        raise state_unknown() from error


async def _is_token_elsewhere(request: Request) -> bool:
    """A token in an address ends up in logs and histories (RFC 9700 section 4.3.2)."""
    if "access_token" in request.query_params:
        return True
    if not request.headers.get("content-type", "").lower().startswith(_FORM):
        return False
    form = bytearray()
    async for chunk in request.stream():
        form += chunk
        if len(form) > _LONGEST_FORM:
            break
    return b"access_token=" in form
