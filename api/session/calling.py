"""A browser with an admin session: whose it is, and whether its own page is asking."""

from typing import Final

import structlog
from starlette.requests import Request

from api.challenges import state_unknown, unauthenticated
from api.cookies import ADMIN, read_cookie
from api.graphql_over_http import Refused
from api.state import directory_of, settings_of
from auth.admin_sessions.refreshing import SessionOver, access_token
from auth.admin_sessions.sessions import current, is_csrf_token
from auth.directory import Directory
from auth.documents.sessions import AdminSession
from auth.issuers.published import IssuerAway
from auth.principal import Principal
from auth.tokens.bearer import InvalidToken, principal_of
from auth.tokens.revocations import StateUnknown
from content.store import told_as_unavailable

CSRF_HEADER: Final = "x-csrf-token"
_OWN_SITES: Final = frozenset({"same-origin", "none"})
"""A page of ours, or the address bar."""
_SIGNED_OUT: Final = "You are signed out: sign in again."

_log = structlog.stdlib.get_logger("rolebook.sessions")


async def session_caller(request: Request, *, is_seen: bool = True) -> Principal:
    """Who is signed in; raises Refused with 401, 403 or 503, or Unavailable."""
    demand_same_origin(request)
    with told_as_unavailable():
        session = await session_of(request, is_seen=is_seen)
        demand_csrf(request, session)
        return await principal_of_session(directory_of(request), session)


async def session_of(request: Request, *, is_seen: bool = True) -> AdminSession:
    """The session of the request's cookie; raises Refused with 401."""
    directory = directory_of(request)
    secret = read_cookie(request, settings_of(request), ADMIN)
    session = await current(directory, secret, is_seen=is_seen)
    if session is None:
        raise unauthenticated(directory, _SIGNED_OUT)
    return session


async def principal_of_session(directory: Directory, session: AdminSession) -> Principal:
    """Who the session's own access token says it is, with the rights of this moment.

    A token that was refused is replaced once: what voided it may have been a change of role.
    """
    refused: str | None = None
    try:
        for _ in range(2):
            token = await access_token(directory, session, not_this=refused)
            try:
                return await principal_of(directory, token)
            except InvalidToken as error:
                _log.info("a session's token was refused", reason=str(error))
                refused = token
    except SessionOver:
        pass
    except (IssuerAway, StateUnknown) as error:
        raise state_unknown() from error
    raise unauthenticated(directory, _SIGNED_OUT)


def demand_csrf(request: Request, session: AdminSession) -> None:
    """Raises Refused unless the request carries what only our own page was told."""
    if not is_csrf_token(session, request.headers.get(CSRF_HEADER, "")):
        told = "Send the CSRF token that /session/me tells in the header X-CSRF-Token."
        raise Refused(403, "FORBIDDEN", told)


def demand_same_origin(request: Request) -> None:
    """Raises Refused for what a browser says came from another site's page."""
    origins = request.headers.getlist("origin")
    sites = request.headers.getlist("sec-fetch-site")
    ours = directory_of(request).origin
    if any(each != ours for each in origins) or not _OWN_SITES.issuperset(sites):
        raise Refused(403, "FORBIDDEN", "A page of another site may not use this session.")
