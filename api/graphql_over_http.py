"""GraphQL over HTTP: what a request asks, and the form its answer takes (the GraphQL-over-HTTP
working draft, https://graphql.github.io/graphql-over-http/draft/)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.requests import Request

from schema.execution import Operation, Outcome

JSON = "application/json; charset=utf-8"
GRAPHQL = "application/graphql-response+json; charset=utf-8"
DEEPEST_JSON = 32
LONGEST_URL = 8_192


@dataclass
class Refused(Exception):
    """A request that holds no operation: its status, a code, a sentence."""

    status: int
    code: str
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> bytes:
        """The refusal in the form of a GraphQL answer."""
        told = {"message": self.message, "extensions": {"code": self.code}}
        return orjson.dumps({"errors": [told]})


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


def operation_in_query(request: Request) -> Operation:
    """The operation of a GET request; raises Refused."""
    raw: bytes = request.scope["query_string"]
    if len(raw) + len(request.scope["path"]) > LONGEST_URL:
        raise Refused(414, "URL_TOO_LONG", f"The URL is over {LONGEST_URL:,} bytes. Send a POST.")
    try:
        given = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise Refused(400, "BAD_REQUEST", "The query string is not UTF-8.") from error
    parameters: dict[str, Any] = {}
    for name, value in given:
        if name in parameters:
            raise Refused(400, "BAD_REQUEST", f"{name[:40]!r} is given twice.")
        parameters[name] = value
    for name in ("variables", "extensions"):
        if parameters.get(name):
            parameters[name] = _json(parameters[name].encode(), name)
        else:
            parameters.pop(name, None)
    return _operation(parameters)


async def operation_in_body(request: Request, most_bytes: int) -> Operation:
    """The operation of a POST request; raises Refused."""
    content_type = request.headers.get("content-type", "")
    media_type, _, parameters = content_type.partition(";")
    charset = parameters.replace(" ", "").replace('"', "").lower()
    if media_type.strip().lower() != "application/json" or charset not in ("", "charset=utf-8"):
        raise Refused(
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            "The body must be JSON: send it with Content-Type: application/json.",
        )
    given = _json(await _body(request, most_bytes), "The body")
    if isinstance(given, list):
        raise Refused(400, "BAD_REQUEST", "Batches are not taken. Send one operation a request.")
    if not isinstance(given, dict):
        raise Refused(400, "BAD_REQUEST", "The body must be a JSON object with a query.")
    return _operation(given)


async def _body(request: Request, most_bytes: int) -> bytes:
    refusal = Refused(413, "BODY_TOO_LARGE", f"The body is over {most_bytes:,} bytes.")
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > most_bytes:
        raise refusal
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most_bytes:
            raise refusal
    return bytes(body)


def _json(text: bytes, name: str) -> Any:
    """The value of strict JSON: UTF-8, no NaN, no name twice, not nested too deeply."""
    try:
        value = orjson.loads(text)
        json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "BAD_REQUEST", f"{name} is not valid JSON: {error}.") from error
    if not _is_shallow(value, DEEPEST_JSON):
        raise Refused(400, "BAD_REQUEST", f"{name} is nested over {DEEPEST_JSON} levels.")
    return value


def _once(pairs: list[tuple[str, Any]]) -> None:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"{name[:40]!r} is there twice")


def _is_shallow(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not inner or (levels > 0 and all(_is_shallow(each, levels - 1) for each in inner))


def _operation(given: Mapping[str, Any]) -> Operation:
    query, variables = given.get("query"), given.get("variables")
    name, extensions = given.get("operationName"), given.get("extensions")
    if not isinstance(query, str) or not query.strip():
        raise Refused(400, "BAD_REQUEST", "There is no query: send one as text.")
    if variables is not None and not isinstance(variables, dict):
        raise Refused(400, "BAD_REQUEST", "variables must be an object.")
    if name is not None and not isinstance(name, str):
        raise Refused(400, "BAD_REQUEST", "operationName must be text.")
    if extensions is not None and not isinstance(extensions, dict):
        raise Refused(400, "BAD_REQUEST", "extensions must be an object.")
    return Operation(query, variables, name or None)


def status_of(outcome: Outcome, media_type: str) -> int:
    """The status of an answer.

    A client that asks for plain JSON gets 200 for an operation that did not validate; one that
    is too large is refused either way.
    """
    if "UNAVAILABLE" in outcome.codes:
        return 503
    if outcome.was_executed:
        return 200
    is_too_large = any(code.endswith("_LIMIT") for code in outcome.codes)
    return 400 if media_type == GRAPHQL or is_too_large else 200
