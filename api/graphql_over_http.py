"""GraphQL over HTTP: the operation a request holds, or why it holds none (the working draft,
https://graphql.github.io/graphql-over-http/draft/)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.requests import Request

from api.bodies import BodyTooLarge, body_of
from schema.execution import Operation

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
    demand_json(request)
    given = _json(await _body(request, most_bytes), "The body")
    if isinstance(given, list):
        raise Refused(400, "BAD_REQUEST", "Batches are not taken. Send one operation a request.")
    if not isinstance(given, dict):
        raise Refused(400, "BAD_REQUEST", "The body must be a JSON object with a query.")
    return _operation(given)


def demand_json(request: Request) -> None:
    """Returns if the body says that it is JSON; raises Refused."""
    content_type = request.headers.get("content-type", "")
    media_type, _, parameters = content_type.partition(";")
    charset = parameters.replace(" ", "").replace('"', "").lower()
    if media_type.strip().lower() != "application/json" or charset not in ("", "charset=utf-8"):
        raise Refused(
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            "The body must be JSON: send it with Content-Type: application/json.",
        )


async def _body(request: Request, most_bytes: int) -> bytes:
    try:
        return await body_of(request, most_bytes)
    except BodyTooLarge as error:
        told = f"The body is over {most_bytes:,} bytes."
        raise Refused(413, "BODY_TOO_LARGE", told) from error


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
