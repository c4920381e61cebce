"""`/oauth/authorize`: where a client sends a person's browser to ask for access."""

from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.cookies import ACCOUNT, read_cookie
from api.oauth.answers import UNCACHED
from api.oauth.error_page import for_people
from api.oauth.parameters import form_of, query_of
from api.state import directory_of, settings_of
from auth.server import authorization
from auth.server.resuming import PATH
from auth.signing_in import browser_sessions

SIGN_IN: Final = "/account/sign-in"
CONSENT: Final = "/account/consent"


@for_people
async def authorize(request: Request) -> Response:
    """A redirect: to the client, to sign in, or to be asked; a page where none can be trusted."""
    if request.method == "POST":
        # The cookie does not come with another site's POST, but it does with this redirect.
        return _to(f"{PATH}?{urlencode(await form_of(request))}")
    directory = directory_of(request)
    cookie = read_cookie(request, settings_of(request), ACCOUNT)
    session = await browser_sessions.current(directory, cookie)
    outcome = await authorization.decide(directory, query_of(request), session)
    match outcome:
        case authorization.SendBack(location):
            return _to(location)
        case authorization.SignIn(resume):
            return _to(f"{SIGN_IN}?{urlencode({'next': resume})}")
        case authorization.AskConsent(resume):
            return _to(f"{CONSENT}?{urlencode({'next': resume})}")


def _to(location: str) -> Response:
    """303, so that nothing that was posted is posted on (RFC 9700 section 4.12)."""
    return Response(status_code=303, headers={**UNCACHED, "Location": location})
