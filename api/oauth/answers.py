"""How OAuth endpoints answer: JSON that no cache keeps, errors in OAuth's own words."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import structlog
from starlette.requests import Request
from starlette.responses import Response

from api.json_response import JsonResponse
from api.state import directory_of
from auth.server.errors import OAuthRefusal, temporarily_unavailable
from auth.signing_in.throttling import Throttled, address_key, count_for_address
from content.store import NOT_NOW, reason

UNCACHED: Final = {"Cache-Control": "no-store", "Pragma": "no-cache"}

_log = structlog.stdlib.get_logger("rolebook.oauth")

Endpoint = Callable[[Request], Awaitable[Response]]


def answer(body: Mapping[str, Any], status: int = 200) -> JsonResponse:
    """A successful answer that may hold secrets (RFC 6749 section 5.1)."""
    return JsonResponse(dict(body), status, headers=UNCACHED)


def refusal(refused: OAuthRefusal) -> JsonResponse:
    """An error answer (RFC 6749 section 5.2)."""
    body = {"error": refused.error, "error_description": refused.description}
    return JsonResponse(body, refused.status, headers={**UNCACHED, **refused.headers})


def refusing(endpoint: Endpoint) -> Endpoint:
    """The endpoint, with every OAuthRefusal, and a database that is away, told as JSON.

    An address that fails to prove itself as a client twenty times in a minute is told to wait. A
    client that does prove itself never is, wherever it calls from.
    """

    async def answered(request: Request) -> Response:
        try:
            return await _answered(endpoint, request)
        except NOT_NOW as error:
            _log.warning("database unavailable", reason=reason(error))
            return refusal(temporarily_unavailable())

    return answered


async def _answered(endpoint: Endpoint, request: Request) -> Response:
    try:
        return await endpoint(request)
    except OAuthRefusal as refused:
        if refused.error != "invalid_client":
            return refusal(refused)
        return await _counted(request, refused)


async def _counted(request: Request, refused: OAuthRefusal) -> Response:
    address = request.client.host if request.client else None
    try:
        # Beside, not among the misses of the sign-in page: neither is to be locked by the other.
        await count_for_address(directory_of(request), f"client-{address_key(address)}")
    except Throttled as throttled:
        wait = {"Retry-After": str(throttled.seconds)}
        told = "Too many failed attempts to prove who the client is."
        return refusal(OAuthRefusal(refused.error, told, 429, wait))
    return refusal(refused)
