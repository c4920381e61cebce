"""The page for a sign-in that came to nothing."""

from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.account.language import texts_for
from api.account.page import rendered
from api.cookies import LOGIN, clear_cookie
from api.session.texts import text
from api.state import settings_of

RETRY_AFTER_SECONDS: Final = 5


def problem(request: Request, name: str, status: int, issuer: str | None = None) -> Response:
    """Says what happened, and leads to another try at that issuer."""
    settings = settings_of(request)
    texts = texts_for(request.headers.get("accept-language", ""))
    query = {} if issuer is None else {"issuer": issuer}
    values = {
        "heading": text(texts.language, "heading"),
        "lead": text(texts.language, name),
        "again": f"/session/login?{urlencode(query)}",
    }
    response = rendered("problem", texts, values, status=status, leads_to=None)
    clear_cookie(response, settings, LOGIN, "lax")
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
