"""One account page: rendered by Jinja2, with the headers that keep it to itself."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.account.texts import Texts

_FOLDER: Final = Path(__file__).parent
_STATIC: Final = {
    "style.css": "text/css",
    "icon.svg": "image/svg+xml",
}
_PAGES: Final = Environment(
    loader=FileSystemLoader(_FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def rendered(
    template: str,
    texts: Texts,
    values: Mapping[str, Any],
    *,
    status: int,
    leads_to: str | None,
) -> Response:
    """The page; `leads_to` is another origin that a form of it may end at, as CSP writes it."""
    known = {"t": texts, "version": _version(), "errors": {}, "notice": None}
    html = _PAGES.get_template(f"{template}.html").render(**{**known, **values})
    return HTMLResponse(html, status, headers=_headers(leads_to))


async def static_file(request: Request) -> Response:
    """The style sheet and the icon; their address changes with their content."""
    name = request.url.path.rpartition("/")[2]
    return Response(
        (_FOLDER / "static" / name).read_bytes(),
        media_type=_STATIC[name],
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


def _headers(leads_to: str | None) -> dict[str, str]:
    # Chromium holds redirects after a POST to form-action, too (CSP 3, section 6.4.2).
    targets = f"'self' {leads_to}" if leads_to else "'self'"
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'self'; img-src 'self'; form-action {targets}; "
            "base-uri 'none'; frame-ancestors 'none'"
        ),
        "Cache-Control": "no-store",
        "Pragma": "no-cache",
        "X-Frame-Options": "DENY",
        "Vary": "Accept-Language, Cookie",
    }


@cache
def _version() -> str:
    files = sorted((_FOLDER / "static").iterdir())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
