"""`GET /session/login`: off to an issuer to sign in."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.cookies import LOGIN, set_cookie
from api.session.answers import UNCACHED, refusing
from api.session.problem import problem
from api.state import directory_of, settings_of
from auth.admin_sessions import login_states
from auth.issuers.published import IssuerAway
from auth.issuers.trusted import OWN
from auth.lifetimes import LOGIN_STATE
from auth.signing_in.local_paths import local_path


@refusing
async def login(request: Request) -> Response:
    """Leads to `issuer`, our own by default, and from there back to `return_to`.

    `prompt=login` asks for the password again, for what needs a recent sign-in.
    """
    directory, asked = directory_of(request), request.query_params
    name = asked.get("issuer", OWN)
    party = directory.issuers.parties.get(name)
    if party is None:
        return problem(request, "unknown", 404)
    more = {"prompt": "login"} if asked.get("prompt") == "login" else {}
    try:
        await party.published.metadata()
        begun = await login_states.begin(directory, name, local_path(asked.get("return_to")))
        url = await party.authorization_url(begun.attempt, **more)
    except IssuerAway:
        return problem(request, "away", 503, name)
    response = RedirectResponse(url, 303, headers=UNCACHED)
    lasts = int(LOGIN_STATE.total_seconds())
    # Lax, since the issuer's page leads back here.
    set_cookie(response, settings_of(request), LOGIN, begun.binding, lasts, "lax")
    return response
