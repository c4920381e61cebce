"""`GET` and `POST /oauth/logout` (OpenID Connect RP-Initiated Logout 1.0)."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api import cookies
from api.oauth.answers import UNCACHED
from api.oauth.error_page import for_people
from api.oauth.parameters import form_of, query_of
from api.state import directory_of, settings_of
from auth.server.logout import LogoutRequest, logout_request, session_of
from auth.signing_in import browser_sessions
from auth.signing_in.ending import end_session

_ASK: Final = "/account/sign-out"
_DONE: Final = "/account/sign-in?notice=signed-out"


@for_people
async def logout(request: Request) -> Response:
    """Signs the browser out and leads back to the client; without a valid hint, asks first."""
    directory, settings = directory_of(request), settings_of(request)
    form = query_of(request) if request.method == "GET" else await form_of(request)
    asked = await logout_request(directory, form)
    cookie = cookies.read_cookie(request, settings, cookies.ACCOUNT)
    current = await browser_sessions.current(directory, cookie)
    if asked.hint is None:
        return _led(_ASK)
    session = await session_of(directory, asked.hint, current)
    if session is None and current is not None:
        return _led(_ASK)  # somebody else is signed in here now
    if session is not None:
        await end_session(directory, session)
    response = _led(_way_back(asked, form))
    cookies.clear_cookie(response, settings, cookies.ACCOUNT, "lax")
    return response


def _way_back(asked: LogoutRequest, form: Mapping[str, str]) -> str:
    if asked.return_to is None:
        return _DONE
    if "state" not in form:
        return asked.return_to
    separator = "&" if "?" in asked.return_to else "?"
    return f"{asked.return_to}{separator}{urlencode({'state': form['state']})}"


def _led(location: str) -> Response:
    return RedirectResponse(location, 303, headers=UNCACHED)
