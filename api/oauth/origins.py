"""Which web pages may call an endpoint for clients: those of registered public ones, no others."""

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.oauth.answers import Endpoint, refusing
from api.state import directory_of
from auth.server.origins import is_of_a_public_client

_ORIGIN: Final = re.compile(r"https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?")
_PREFLIGHT_SECONDS: Final = "600"


def across_client_origins(
    endpoint: Endpoint, methods: str = "POST", headers: str = "Content-Type"
) -> Endpoint:
    """The endpoint, readable by scripts of public clients' own pages, without credentials.

    `methods` and `headers` are what their requests may have.
    """

    async def answered(request: Request) -> Response:
        origin = request.headers.get("origin", "")
        allowed = _ORIGIN.fullmatch(origin) is not None and await is_of_a_public_client(
            directory_of(request), origin
        )
        response = Response(status_code=204) if _is_preflight(request) else await endpoint(request)
        response.headers["Vary"] = "Origin"
        if allowed:
            response.headers["Access-Control-Allow-Origin"] = origin
            if _is_preflight(request):
                response.headers["Access-Control-Allow-Methods"] = methods
                response.headers["Access-Control-Allow-Headers"] = headers
                response.headers["Access-Control-Max-Age"] = _PREFLIGHT_SECONDS
        return response

    return refusing(answered)  # the database is asked here, too


def _is_preflight(request: Request) -> bool:
    return request.method == "OPTIONS"
