"""The style sheet of the pages; their link to it changes with its content."""

from starlette.requests import Request
from starlette.responses import Response

from api.pages.as_html import FOLDER

_STYLE = (FOLDER / "static" / "style.css").read_bytes()


async def style(_request: Request) -> Response:
    """The style sheet, to be kept for good."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(_STYLE, media_type="text/css", headers=headers)
