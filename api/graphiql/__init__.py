"""GraphiQL in the browser, entirely from files of our own: no CDN, nothing inline."""

from functools import cache
from html import escape
from pathlib import Path

from starlette.responses import Response

_FOLDER = Path(__file__).parent
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
ASSETS = (
    "page.css",
    "graphiql.min.css",
    "react.production.min.js",
    "react-dom.production.min.js",
    "graphiql.min.js",
    "start.js",
)
"""The files of the page, in the order in which it loads them."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_GUARDED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def asset(path: str) -> Response | None:
    """The file that a path ends with; None if it is none of GraphiQL's."""
    name = path.rpartition("/")[2]
    if name not in ASSETS:
        return None
    headers = {**_GUARDED, "Cache-Control": "public, max-age=3600"}
    return Response(_read(name), headers={**headers, "Content-Type": _TYPES[Path(name).suffix]})


def page(path: str) -> Response:
    """GraphiQL for the endpoint at a path, its files below it."""
    endpoint = escape(path.rstrip("/"))
    links = "\n".join(_link(f"{endpoint}/{name}") for name in ASSETS)
    html = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rolebook GraphiQL</title>
{links}
</head>
<body>
<div id="graphiql" data-endpoint="{endpoint}">Loading…</div>
</body>
</html>
"""
    headers = {**_GUARDED, "Cache-Control": "no-cache", "Vary": "Accept"}
    return Response(html, headers={**headers, "Content-Type": "text/html; charset=utf-8"})


def _link(url: str) -> str:
    if url.endswith(".css"):
        return f'<link rel="stylesheet" href="{url}">'
    return f'<script defer src="{url}"></script>'


@cache
def _read(name: str) -> bytes:
    return (_FOLDER / name).read_bytes()
