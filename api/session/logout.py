"""`POST /session/logout` and `POST /session/sign-out-everywhere`."""

import structlog
from starlette.requests import Request
from starlette.responses import Response

from api.cookies import ADMIN, clear_cookie
from api.session.answers import answer, refusing
from api.session.calling import demand_csrf, demand_same_origin, session_of
from api.state import directory_of, settings_of
from auth.admin_sessions.sealed_tokens import SessionTokens
from auth.admin_sessions.sessions import end, tokens_of
from auth.directory import Directory
from auth.documents.sessions import AdminSession
from auth.issuers.published import IssuerAway
from auth.sealing import SealBroken
from auth.signing_in.ending import end_everything

_log = structlog.stdlib.get_logger("rolebook.sessions")


@refusing
async def logout(request: Request) -> Response:
    """Ends the session and its tokens; `signOutUrl` signs out of the issuer too, if there is one.

    A page that leads there ends single sign-on as well (RP-Initiated Logout 1.0).
    """
    directory = directory_of(request)
    session = await _own_session(request)
    tokens = _tokens(directory, session)
    await end(directory, session, reason="signed out")
    await _revoke(directory, session, tokens)
    return await _signed_out(request, session, tokens)


@refusing
async def sign_out_everywhere(request: Request) -> Response:
    """Ends every session of the account, in every browser, and every token it was issued."""
    directory = directory_of(request)
    session = await _own_session(request)
    tokens = _tokens(directory, session)
    await end(directory, session, reason="signed out everywhere")
    await end_everything(directory, session.user)
    await _revoke(directory, session, tokens)
    return await _signed_out(request, session, tokens)


async def _own_session(request: Request) -> AdminSession:
    demand_same_origin(request)
    session = await session_of(request)
    demand_csrf(request, session)
    return session


def _tokens(directory: Directory, session: AdminSession) -> SessionTokens | None:
    try:
        return tokens_of(directory, session)
    except SealBroken:
        return None


async def _revoke(
    directory: Directory, session: AdminSession, tokens: SessionTokens | None
) -> None:
    """The issuer forgets the session's refresh token, and with it the whole family."""
    party = directory.issuers.parties.get(session.issuer)
    if party is None or tokens is None or tokens.refresh_token is None:
        return
    try:
        await party.revoke(tokens.refresh_token)
    except IssuerAway:
        _log.warning("an issuer was not told of a sign-out", issuer=session.issuer)


async def _signed_out(
    request: Request, session: AdminSession, tokens: SessionTokens | None
) -> Response:
    directory = directory_of(request)
    party = directory.issuers.parties.get(session.issuer)
    hint = None if tokens is None else tokens.id_token
    url = None if party is None else await party.sign_out_url(hint, f"{directory.issuer}/")
    response = answer({"signOutUrl": url})
    clear_cookie(response, settings_of(request), ADMIN)
    return response
