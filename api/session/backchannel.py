"""`POST /session/backchannel/{issuer}`: an issuer says that somebody signed out there.

OpenID Connect Back-Channel Logout 1.0 section 2.5.
"""

from typing import Final
from urllib.parse import parse_qsl

import structlog
from starlette.requests import Request
from starlette.responses import Response

from api.bodies import BodyTooLarge, body_of
from api.challenges import state_unknown
from api.graphql_over_http import Refused
from api.session.answers import UNCACHED, answer, refusing
from api.state import directory_of
from auth.admin_sessions.sessions import end_signed_out
from auth.issuers.identities import read_logout_token
from auth.issuers.published import IssuerAway
from auth.tokens.signed_tokens import InvalidToken

_LONGEST: Final = 16 * 1024

_log = structlog.stdlib.get_logger("rolebook.sessions")


@refusing
async def backchannel(request: Request) -> Response:
    """200 when what the token names is signed out here, 400 when the token is not believed."""
    directory = directory_of(request)
    party = directory.issuers.parties.get(request.path_params["issuer"])
    if party is None:
        raise Refused(404, "NOT_FOUND", "There is no such issuer.")
    try:
        told = await read_logout_token(party, await _logout_token(request), now=directory.clock())
    except InvalidToken as error:
        _log.info("logout token refused", reason=str(error))
        return answer({"error": "invalid_request", "error_description": f"{error}"}, 400)
    except IssuerAway as error:
        raise state_unknown() from error
    await end_signed_out(directory, party.trusted.name, told)
    return Response(status_code=200, headers=UNCACHED)


async def _logout_token(request: Request) -> str:
    try:
        body = await body_of(request, _LONGEST)
    except BodyTooLarge as error:
        told = f"The body is over {_LONGEST:,} bytes."
        raise Refused(413, "BODY_TOO_LARGE", told) from error
    try:
        form = parse_qsl(body.decode("ascii"), max_num_fields=20)
    except ValueError:
        form = []
    tokens = [value for name, value in form if name == "logout_token"]
    if len(tokens) != 1:
        raise InvalidToken("there is no logout_token")
    return tokens[0]
