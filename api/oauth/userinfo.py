"""`GET` and `POST /oauth/userinfo` (OpenID Connect Core section 5.3)."""

from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import Response

from api.bodies import BodyTooLarge, body_of
from api.oauth.answers import answer, refusing
from api.oauth.parameters import LARGEST_BYTES
from api.state import directory_of
from auth.directory import Directory
from auth.principal import Kind
from auth.server.errors import OAuthRefusal, temporarily_unavailable
from auth.server.userinfo import userinfo as told_about
from auth.tokens.bearer import InvalidToken, read_access_token
from auth.tokens.claims import Claims
from auth.tokens.revocations import StateUnknown

_log = structlog.stdlib.get_logger("rolebook.oauth")
_NEEDED: Final = "openid"


@refusing
async def userinfo(request: Request) -> Response:
    """Who signed in, told to the bearer of a token with the scope `openid`."""
    directory = directory_of(request)
    claims = await _bearer(directory, await _token(request))
    told = await told_about(directory, claims)
    if told is None:
        raise _invalid_token()
    return answer(told)


async def _token(request: Request) -> str:
    """The token of the header; in an address or a form it would be kept somewhere."""
    try:
        body = await body_of(request, LARGEST_BYTES)
    except BodyTooLarge as error:
        raise _refused("invalid_request", "The body is too large.", 413) from error
    if "access_token" in request.query_params or b"access_token=" in body:
        raise _refused("invalid_request", "The token belongs in the Authorization header.", 400)
    given = request.headers.getlist("authorization")
    if len(given) > 1:
        raise _refused("invalid_request", "Send one Authorization header.", 400)
    scheme, _, token = (given[0] if given else "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _refused("invalid_token", "An access token is needed.", 401)
    return token.strip()


async def _bearer(directory: Directory, token: str) -> Claims:
    try:
        claims = await read_access_token(directory, token)
    except InvalidToken as error:
        _log.info("access token refused", reason=str(error))
        raise _invalid_token() from None
    except StateUnknown:
        raise temporarily_unavailable() from None
    if claims.issuer != directory.issuer or claims.kind is not Kind.USER:
        raise _invalid_token()
    if _NEEDED not in claims.scopes:
        raise _refused("insufficient_scope", "The scope openid is needed.", 403)
    return claims


def _invalid_token() -> OAuthRefusal:
    told = "The access token is expired, revoked or not one of ours."
    return _refused("invalid_token", told, 401)


def _refused(error: str, description: str, status: int) -> OAuthRefusal:
    """The answer of RFC 6750 section 3, in the header and in the body."""
    scope = f', scope="{_NEEDED}"' if error == "insufficient_scope" else ""
    challenge = f'Bearer realm="rolebook", error="{error}"{scope}'
    return OAuthRefusal(error, description, status, {"WWW-Authenticate": challenge})
