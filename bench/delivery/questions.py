"""What is sent, as bytes ready for a socket: posted queries, persisted queries, plain paths."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import orjson

from bench.reading.queries import request


def posted(query: str, variables: Iterable[Mapping[str, Any]]) -> list[bytes]:
    """A POST of the query with each of the variables."""
    return [_post(request(query, **each)) for each in variables]


def _post(body: bytes) -> bytes:
    head = (
        "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def persisted_path(query: str, variables: Mapping[str, Any]) -> str:
    """The path of an automatic persisted query, as Apollo Client sends it."""
    digest = hashlib.sha256(query.encode()).hexdigest()
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": digest}}
    return (
        f"/graphql?variables={quote(orjson.dumps(dict(variables)))}"
        f"&extensions={quote(orjson.dumps(extensions))}"
    )


def got(paths: Iterable[str], tags: Iterable[str] = ()) -> list[bytes]:
    """A GET of each path; with `tags`, only if the answer is not the one of that entity tag."""
    known = [f"If-None-Match: {tag}\r\n" for tag in tags]
    conditions = known or [""]
    return [
        (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
            f"{conditions[place % len(conditions)]}\r\n"
        ).encode()
        for place, path in enumerate(paths)
    ]
