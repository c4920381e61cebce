"""Every code that `docs/errors.md` tells of delivery is met as it says, with its status."""

from typing import Any

import httpx
import pytest

from tests.reading_docs import DOCS, table
from tests.serving import Server

PAGES = "{ rolePages { totalCount } }"


def asking(query: str, **more: Any) -> dict[str, Any]:
    """A POST of a query."""
    return {"json": {"query": query, **more}}


def by_hash(digest: str, version: int = 1) -> dict[str, Any]:
    """The extensions of an automatic persisted query."""
    return {"persistedQuery": {"version": version, "sha256Hash": digest}}


REQUESTS: dict[str, dict[str, Any]] = {
    "BAD_USER_INPUT": asking("{ rolePages(first: 101) { totalCount } }"),
    "GRAPHQL_PARSE_FAILED": asking("{ rolePages "),
    "GRAPHQL_VALIDATION_FAILED": asking("{ rolePages { drafts } }"),
    "OPERATION_RESOLUTION_FAILURE": asking(PAGES, operationName="Other"),
    "QUERY_LIMIT": asking(PAGES + " " * 70_000),
    "COST_LIMIT": asking(
        "{ rolePages(first: 100) { nodes { "
        + " ".join(f"a{n}: role {{ title }}" for n in range(11))
        + " } } }"
    ),
    "PERSISTED_QUERY_NOT_FOUND": {"json": {"extensions": by_hash("0" * 64)}},
    "PERSISTED_QUERY_HASH_MISMATCH": asking(PAGES, extensions=by_hash("0" * 64)),
    "PERSISTED_QUERY_NOT_SUPPORTED": asking(PAGES, extensions=by_hash("0" * 64, version=2)),
    "DOCUMENT_NOT_FOUND": {"json": {"documentId": "unheard-of"}},
    "HEADERS_TOO_LARGE": {**asking(PAGES), "headers": {"X-Long": "a" * 40_000}},
    "TOKEN_LIMIT": asking("{ " + "__typename " * 2_001 + "}"),
    "DEPTH_LIMIT": asking("{ " + "a { " * 13 + "b" + " }" * 13 + " }"),
    "ALIAS_LIMIT": asking(
        "{ rolePages { " + " ".join(f"a{n}: totalCount" for n in range(31)) + "} }"
    ),
    "FIELD_LIMIT": asking("{ rolePages { " + "totalCount " * 1_001 + "} }"),
    "ROOT_FIELD_LIMIT": asking("{ " + "rolePages { totalCount } " * 21 + "}"),
    "DIRECTIVE_LIMIT": asking("{ rolePages { totalCount " + "@include(if: true) " * 51 + "} }"),
    "FRAGMENT_LIMIT": asking(
        PAGES + "".join(f" fragment F{n} on Query {{ __typename }}" for n in range(51))
    ),
    "INTROSPECTION_LIMIT": asking("{ " + "__schema { __typename } " * 3 + "}"),
    "BAD_REQUEST": {"json": [{"query": PAGES}]},
    "METHOD_NOT_ALLOWED": {"method": "PUT", "json": {}},
    "BODY_TOO_LARGE": asking(" " * 300_000),
    "URL_TOO_LONG": {"method": "GET", "params": {"query": " " * 9_000}},
    "UNSUPPORTED_MEDIA_TYPE": {"content": "{}", "headers": {"Content-Type": "text/plain"}},
    "NOT_FOUND": {"method": "GET", "path": "/nowhere"},
}
NOT_TO_BE_HAD = {"UNAVAILABLE", "INTERNAL"}
MET_ELSEWHERE = {
    "DOCUMENT_NOT_TRUSTED",
    "OVERLOADED",
    "RATE_LIMITED",
    "REQUEST_TIMEOUT",
    "TIME_LIMIT",
}
"""They take other settings, a crowd or patience: tests/api has tests of each."""
TOLD = table(DOCS / "errors.md", "## Delivery")


def test_every_code_is_met_here_or_needs_a_catastrophe() -> None:
    assert REQUESTS.keys() | NOT_TO_BE_HAD | MET_ELSEWHERE == TOLD.keys()


def answered(server: Server, code: str, accept: str) -> httpx.Response:
    """The answer to the request that meets the code, of that media type."""
    given = {"method": "POST", "path": "/graphql", **REQUESTS[code]}
    given["headers"] = {"Accept": accept} | given.get("headers", {})
    return httpx.request(given.pop("method"), server.url + given.pop("path"), **given)


@pytest.mark.parametrize("code", REQUESTS)
def test_a_code_and_its_status(server: Server, code: str) -> None:
    status, *mark = TOLD[code][0].split()
    response = answered(server, code, "application/graphql-response+json")
    error = response.json()["errors"][0]
    assert error["extensions"]["code"] == code, error
    assert error["message"]
    assert response.status_code == int(status)
    plain = answered(server, code, "application/json").status_code
    assert plain == (200 if mark else int(status))
