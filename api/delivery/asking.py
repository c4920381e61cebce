"""A request to `/graphql`, read as far as is needed to look for a kept answer to it."""

from dataclasses import dataclass

from starlette.requests import Request

from api.delivery.asked import MISSED, PLAINLY_JSON, fields_of, media, media_type_of
from api.delivery.cache import raw_key
from api.delivery.encodings import Encoding, accepted
from api.graphql_over_http import (
    Refused,
    Sent,
    content_of,
    demand_json,
    refuse_long_url,
    sent_in_body,
    sent_in_query,
)

METHODS = "GET, HEAD, POST"
MOST_BODY_BYTES = 256 * 1024
COST_HEADER = b"x-rolebook-cost"


@dataclass(frozen=True)
class Asking:
    """What was asked, and how the answer is to be told."""

    request: Request
    content: bytes
    """The query string of a GET or HEAD, the body of a POST."""
    raw_key: bytes
    media: bytes
    encodings: tuple[Encoding, ...]
    if_none_match: bytes | None
    """The ETags that the client has answers for."""
    wants_cost: bool

    @property
    def media_type(self) -> str:
        """The media type of the answer."""
        return media_type_of(self.media)

    @property
    def is_post(self) -> bool:
        """Whether it is a POST; GET and HEAD differ in nothing but the body that is sent."""
        return self.request.method == "POST"

    @property
    def is_head(self) -> bool:
        """Whether the answer's body is of no interest."""
        return self.request.method == "HEAD"

    def sent(self) -> Sent:
        """What it says; raises Refused."""
        return sent_in_body(self.content) if self.is_post else sent_in_query(self.content)


async def asking(request: Request) -> Asking:
    """The reading of a request; raises Refused."""
    scope = request.scope
    if request.path_params.get("file"):
        raise Refused(404, "NOT_FOUND", f"There is nothing at {scope['path']}.")
    fields = fields_of(scope["headers"])
    if request.method == "POST":
        if fields.get(b"content-type") not in PLAINLY_JSON:
            demand_json(request)
        method, content = b"POST", await content_of(request, MOST_BODY_BYTES)
    elif request.method in ("GET", "HEAD"):
        method, content = b"GET", scope["query_string"]
        refuse_long_url(request)
    else:
        message = f"{request.method} is not a way to ask here. Use GET or POST."
        raise Refused(405, "METHOD_NOT_ALLOWED", message, {"Allow": METHODS})
    encodings = accepted(fields.get(b"accept-encoding"))
    if not encodings:
        told = "Answers come as they are, in gzip or in br: none of these is accepted."
        raise Refused(406, "NOT_ACCEPTABLE", told)
    kind = media(fields.get(b"accept"))
    key = scope.get(MISSED) or raw_key(method, kind, content)
    # Of no concern to a POST: it would ask for a 412.
    if_none_match = None if method == b"POST" else fields.get(b"if-none-match")
    return Asking(request, content, key, kind, encodings, if_none_match, COST_HEADER in fields)
