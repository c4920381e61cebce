"""Whether the process lives, and whether it can answer."""

from starlette.requests import Request
from starlette.responses import Response

from api.errors import RETRY_AFTER
from api.json_response import JsonResponse
from content.store import Unavailable

_PING_SECONDS = 1.0


async def livez(_request: Request) -> Response:
    """200 for as long as the event loop turns."""
    return JsonResponse({"status": "alive"})


async def readyz(request: Request) -> Response:
    """200 when MongoDB answers a ping, 503 when it does not within about a second."""
    try:
        await request.app.state.installation.store.ping(_PING_SECONDS)
    except Unavailable as error:
        answer = {"status": "unavailable", "reason": str(error)}
        return JsonResponse(answer, 503, headers=RETRY_AFTER)
    return JsonResponse({"status": "ready"})
