"""How the session's endpoints answer: JSON that no cache keeps."""

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from api.graphql_over_http import Refused
from api.json_response import JsonResponse
from content.store import told_as_unavailable

UNCACHED: Final = {"Cache-Control": "no-store", "Pragma": "no-cache"}

Endpoint = Callable[[Request], Awaitable[Response]]


def answer(body: Mapping[str, Any], status: int = 200) -> JsonResponse:
    """A JSON answer for this browser alone."""
    return JsonResponse(dict(body), status, headers={**UNCACHED, "Vary": "Cookie"})


def refusing(endpoint: Endpoint) -> Endpoint:
    """The endpoint, with every refusal told in the shape of a GraphQL error, MongoDB's too."""

    @wraps(endpoint)
    async def answered(request: Request) -> Response:
        try:
            with told_as_unavailable():
                return await endpoint(request)
        except Refused as refused:
            headers = {**UNCACHED, **refused.headers}
            return Response(refused.body(), refused.status, headers, "application/json")

    return answered
