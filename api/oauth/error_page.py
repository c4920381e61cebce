"""The pages for people whom an endpoint cannot send on."""

from functools import wraps
from typing import TYPE_CHECKING, Final, NamedTuple

import structlog
from starlette.requests import Request
from starlette.responses import Response

from api.oauth.answers import Endpoint
from auth.server.errors import OAuthRefusal
from auth.signing_in.passwords import HashingBusy
from content.store import NOT_NOW, reason

if TYPE_CHECKING:
    from api.account.texts import Texts

_log = structlog.stdlib.get_logger("rolebook.oauth")


class _Words(NamedTuple):
    heading: str
    lead: str


_WORDS: Final = {
    "en": _Words(
        "This request cannot be answered",
        "The application that sent you here made a mistake. "
        "Its developers will want to know this: {error}. {description}",
    ),
    "de": _Words(
        "Diese Anfrage kann nicht beantwortet werden",
        "Die Anwendung, von der Sie kommen, hat einen Fehler gemacht. "
        "Ihre Entwickler wollen das hier wissen: {error}. {description}",
    ),
}


def for_people(endpoint: Endpoint) -> Endpoint:
    """The endpoint, with every OAuthRefusal, and a database that is away, told on a page."""

    @wraps(endpoint)
    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except OAuthRefusal as refused:
            return error_page(request, refused)
        except NOT_NOW as error:
            _log.warning("database unavailable", reason=reason(error))
            return busy_page(request)

    return answered


def error_page(request: Request, refused: OAuthRefusal) -> Response:
    """Says what is wrong, in the visitor's language; the details are for developers."""
    texts = _texts(request)
    words = _WORDS[texts.language]
    lead = words.lead.format(error=refused.error, description=refused.description)
    return _shown(texts, words.heading, lead, refused.status)


def busy_page(request: Request) -> Response:
    """Asks to come back in a moment, as the account pages do."""
    texts = _texts(request)
    response = _shown(texts, texts.busy, texts.busy_lead, 503)
    response.headers["Retry-After"] = str(HashingBusy.retry_after_seconds)
    return response


# The consent page shows these too, so neither package can be read before the other.
def _texts(request: Request) -> "Texts":
    from api.account.language import texts_for

    return texts_for(request.headers.get("accept-language", ""))


def _shown(texts: "Texts", heading: str, lead: str, status: int) -> Response:
    from api.account.page import rendered

    values = {"heading": heading, "lead": lead, "again": None}
    return rendered("problem", texts, values, status=status, leads_to=None)
