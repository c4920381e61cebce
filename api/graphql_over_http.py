"""GraphQL over HTTP: the operation a request holds, or why it holds none (the working draft,
https://graphql.github.io/graphql-over-http/draft/)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.requests import Request

from api.bodies import BodyTooLarge, body_of
from schema.execution import NotAQuery, Operation

DEEPEST_JSON = 32
LONGEST_URL = 8_192
_SHA256 = re.compile("[0-9a-fA-F]{64}")


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


def not_by_get(found: NotAQuery) -> Refused:
    """The refusal of what was sent by GET and is no query."""
    message = f"A {found} cannot be sent by GET. Send a POST."
    return Refused(405, "METHOD_NOT_ALLOWED", message, {"Allow": "POST"})


@dataclass(frozen=True)
class Sent:
    """What a request for an operation says: its text, a name for a text that is known, or both."""

    query: str | None
    variables: Mapping[str, Any] | None
    name: str | None
    document_id: str | None
    sha256: str | None
    """Of Apollo's `extensions.persistedQuery`."""

    def operation(self) -> Operation:
        """The operation that is there in full; raises Refused if there is none."""
        if self.query is None or not self.query.strip():
            raise Refused(400, "BAD_REQUEST", "There is no query: send one as text.")
        return Operation(self.query, self.variables, self.name)


def operation_in_query(request: Request) -> Operation:
    """The operation of a GET request; raises Refused."""
    refuse_long_url(request)
    return sent_in_query(request.scope["query_string"]).operation()


async def operation_in_body(request: Request, most_bytes: int) -> Operation:
    """The operation of a POST request; raises Refused."""
    demand_json(request)
    return sent_in_body(await content_of(request, most_bytes)).operation()


def refuse_long_url(request: Request) -> None:
    """Returns if the path and the query string are short enough; raises Refused."""
    if len(request.scope["query_string"]) + len(request.scope["path"]) > LONGEST_URL:
        raise Refused(414, "URL_TOO_LONG", f"The URL is over {LONGEST_URL:,} bytes. Send a POST.")


def sent_in_query(raw: bytes) -> Sent:
    """What the query string of a GET request says; raises Refused."""
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
    return _sent(parameters)


def sent_in_body(content: bytes) -> Sent:
    """What the body of a POST says; raises Refused."""
    given = _json(content, "The body")
    if isinstance(given, list):
        raise Refused(400, "BAD_REQUEST", "Batches are not taken. Send one operation a request.")
    if not isinstance(given, dict):
        raise Refused(400, "BAD_REQUEST", "The body must be a JSON object with a query.")
    return _sent(given)


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


async def content_of(request: Request, most_bytes: int) -> bytes:
    """The whole body; raises Refused when it is larger."""
    try:
        return await body_of(request, most_bytes)
    except BodyTooLarge as error:
        told = f"The body is over {most_bytes:,} bytes."
        raise Refused(413, "BODY_TOO_LARGE", told) from error


def _json(text: bytes, name: str) -> Any:
    """The value of strict JSON: UTF-8, no NaN, no name twice, not nested too deeply."""
    try:
        value = orjson.loads(text)
        if not _is_shallow(value, DEEPEST_JSON):
            raise Refused(400, "BAD_REQUEST", f"{name} is nested over {DEEPEST_JSON} levels.")
        # Of a name that is there twice, the value has but one, and a colon less than the text.
        if b"\\u003" in text or text.count(b":") != _colons(value):
            json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "BAD_REQUEST", f"{name} is not valid JSON: {error}.") from error
    return value


def _colons(value: Any) -> int:
    """How many colons it takes to write a value, if none is escaped."""
    if isinstance(value, str):
        return value.count(":")
    if isinstance(value, dict):
        return sum(name.count(":") + 1 + _colons(each) for name, each in value.items())
    return sum(map(_colons, value)) if isinstance(value, list) else 0


def _once(pairs: list[tuple[str, Any]]) -> None:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise ValueError(f"{name[:40]!r} is there twice")
        seen.add(name)


def _is_shallow(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not inner or (levels > 0 and all(_is_shallow(each, levels - 1) for each in inner))


def _sent(given: Mapping[str, Any]) -> Sent:
    variables, extensions = given.get("variables"), given.get("extensions")
    if variables is not None and not isinstance(variables, dict):
        raise Refused(400, "BAD_REQUEST", "variables must be an object.")
    if extensions is not None and not isinstance(extensions, dict):
        raise Refused(400, "BAD_REQUEST", "extensions must be an object.")
    sent = Sent(
        _text(given, "query"),
        variables,
        _text(given, "operationName") or None,
        _text(given, "documentId") or _text(given, "doc_id") or None,
        _sha256((extensions or {}).get("persistedQuery")),
    )
    if not ((sent.query and sent.query.strip()) or sent.document_id or sent.sha256):
        raise Refused(400, "BAD_REQUEST", "There is no query: send one as text.")
    return sent


def _text(given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise Refused(400, "BAD_REQUEST", f"{name} must be text.")
    return value


def _sha256(persisted: Any) -> str | None:
    """The hash that Apollo's clients send, in lower case."""
    if persisted is None:
        return None
    if not isinstance(persisted, dict) or persisted.get("version") != 1:
        raise Refused(400, "PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported")
    sha256 = persisted.get("sha256Hash")
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        raise Refused(400, "BAD_REQUEST", "sha256Hash must be 64 hexadecimal digits.")
    return sha256.lower()
