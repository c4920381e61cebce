"""Who may read the numbers, and how they are sent."""

from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.hosts import is_of
from api.metrics.sharing import Shared
from api.settings import Settings

_OF_PROXIES: Final = ("forwarded", "via", "x-forwarded-for", "x-real-ip")


async def metrics(request: Request) -> Response:
    """The numbers of every process; 404 for whoever may not read them."""
    if not _may_read(request):
        raise HTTPException(404)
    shared: Shared = request.app.state.metrics
    return Response(
        shared.text(), headers={"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE_LATEST}
    )


def _may_read(request: Request) -> bool:
    """Whether it was sent by an address that is allowed, and by itself.

    What a proxy passes on comes from the proxy's address, which may well be this machine's.
    """
    settings: Settings = request.app.state.settings
    if request.client is None or any(name in request.headers for name in _OF_PROXIES):
        return False
    return is_of(request.client.host, settings.metrics_allow_ips)
