"""`/robots.txt`: where the sitemap is, and what is of no use to a search engine (RFC 9309)."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from api.state import settings_of

_DISALLOWED = ("/account/", "/editor/", "/graphql", "/oauth/", "/session/")


async def robots(request: Request) -> Response:
    """A plain one for every crawler."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _DISALLOWED), ""]
    lines.append(f"Sitemap: {settings_of(request).address}/sitemap.xml")
    headers = {"Cache-Control": "public, max-age=3600"}
    return PlainTextResponse("\n".join(lines) + "\n", headers=headers)
