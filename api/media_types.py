"""Which form an answer takes: the media type a client accepts, and the status it expects there."""

from collections.abc import Iterable

from schema.execution import Outcome

JSON = "application/json; charset=utf-8"
GRAPHQL = "application/graphql-response+json; charset=utf-8"


def response_type(accept: str | None) -> str:
    """The media type the client would rather have: JSON unless it asks for GraphQL's own."""
    wants = dict(_accepted(accept or ""))
    graphql = wants.get("application/graphql-response+json", 0.0)
    plain = max(wants.get(name, 0.0) for name in ("application/json", "application/*", "*/*"))
    return GRAPHQL if graphql and graphql >= plain else JSON


def wants_html(accept: str | None) -> bool:
    """Whether the client is a browser that shows a page."""
    wants = dict(_accepted(accept or ""))
    html = wants.get("text/html", 0.0)
    return bool(html) and html >= max(
        wants.get("application/json", 0.0), wants.get("application/graphql-response+json", 0.0)
    )


def _accepted(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((text[2:] for text in parameters if text.startswith("q=")), "1")
        try:
            yield name.lower(), float(quality)
        except ValueError:
            yield name.lower(), 0.0


_NOT_NOW = frozenset({"UNAVAILABLE", "OUTCOME_UNKNOWN"})


def status_of(outcome: Outcome, media_type: str) -> int:
    """The status of an answer.

    A client that asks for plain JSON gets 200 for an operation that did not validate; one that
    is too large is refused either way.
    """
    if outcome.codes & _NOT_NOW:
        return 503
    if outcome.was_executed:
        return 200
    if "INTERNAL" in outcome.codes:
        return 500
    is_too_large = any(code.endswith("_LIMIT") for code in outcome.codes)
    return 400 if media_type == GRAPHQL or is_too_large else 200
