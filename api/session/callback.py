"""`GET /session/callback/{issuer}`: back from an issuer, with a code or with an error.

Each issuer has an address of its own to lead back to, so that one issuer's answer is never taken
for another's (RFC 9700 section 4.4); `iss` says it once more (RFC 9207).
"""

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.cookies import ADMIN, LOGIN, clear_cookie, read_cookie, set_cookie
from api.session.answers import UNCACHED, refusing
from api.session.problem import problem
from api.state import directory_of, settings_of
from auth.admin_sessions import login_states, sessions
from auth.admin_sessions.login_states import StateForeign
from auth.admin_sessions.signing_in import sign_in
from auth.issuers.linking import NoAccount
from auth.issuers.party import IssuerRefused, Party
from auth.issuers.published import IssuerAway
from auth.lifetimes import SESSION
from auth.tokens.signed_tokens import InvalidToken

_log = structlog.stdlib.get_logger("rolebook.sessions")


@refusing
async def callback(request: Request) -> Response:
    """Signs in and leads on to where the sign-in was begun; a page says why not."""
    directory, settings = directory_of(request), settings_of(request)
    name = request.path_params["issuer"]
    party = directory.issuers.parties.get(name)
    if party is None:
        return problem(request, "unknown", 404)
    try:
        answered = _once_each(request)
        waiting = await login_states.claimed(
            directory,
            issuer=name,
            state=answered.get("state"),
            binding=read_cookie(request, settings, LOGIN),
        )
        await _demand_iss(party, answered.get("iss"))
        if "error" in answered:
            raise IssuerRefused(answered["error"][:100])
        secret = await sign_in(directory, party, answered.get("code", ""), waiting)
    except StateForeign:
        return problem(request, "foreign", 400, name)
    except IssuerRefused as error:
        _log.info("sign-in refused by the issuer", issuer=name, reason=str(error))
        return problem(request, "refused", 400, name)
    except InvalidToken as error:
        _log.warning("sign-in disbelieved", issuer=name, reason=str(error))
        return problem(request, "disbelieved", 400, name)
    except NoAccount as error:
        _log.info("sign-in without an account", issuer=name, reason=str(error))
        return problem(request, "no_account", 403, name)
    except IssuerAway:
        return problem(request, "away", 503, name)
    await _end_previous(request)
    response = RedirectResponse(waiting.return_to, 303, headers=UNCACHED)
    set_cookie(response, settings, ADMIN, secret, int(SESSION.total_seconds()))
    clear_cookie(response, settings, LOGIN, "lax")
    return response


def _once_each(request: Request) -> dict[str, str]:
    given = request.query_params.multi_items()
    if len({name for name, _ in given}) < len(given):
        raise StateForeign
    return dict(given)


async def _demand_iss(party: Party, iss: str | None) -> None:
    """Raises InvalidToken where the answer names another issuer, or none although it should."""
    if iss is None and not (await party.published.metadata()).sends_iss:
        return
    if iss != party.trusted.issuer:
        raise InvalidToken("its iss is another issuer")


async def _end_previous(request: Request) -> None:
    """A sign-in over another one replaces it: what the old cookie named is gone."""
    directory = directory_of(request)
    cookie = read_cookie(request, settings_of(request), ADMIN)
    previous = await sessions.current(directory, cookie)
    if previous is not None:
        await sessions.end(directory, previous, reason="signed in again")
