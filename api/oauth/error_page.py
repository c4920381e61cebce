"""The page for a request that nobody may be redirected for."""

from typing import Final, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from auth.server.errors import OAuthRefusal


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


def error_page(request: Request, refused: OAuthRefusal) -> Response:
    """Says what is wrong, in the visitor's language; the details are for developers."""
    # The consent page shows this one too, so neither package can be read before the other.
    from api.account.language import texts_for
    from api.account.page import rendered

    texts = texts_for(request.headers.get("accept-language", ""))
    words = _WORDS[texts.language]
    lead = words.lead.format(error=refused.error, description=refused.description)
    return rendered(
        "problem",
        texts,
        {"heading": words.heading, "lead": lead, "again": None},
        status=refused.status,
        leads_to=None,
    )
