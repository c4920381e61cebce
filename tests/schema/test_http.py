"""GraphQL over HTTP: methods, media types, statuses; what is no operation is told so."""

from typing import Any

import httpx
import pytest

from api.media_types import status_of
from schema.execution import Outcome

QUERY = "{ jobFamilies { name } }"
COUNT = "query A($n: Int!) { rolePages(first: $n) { totalCount } }"
GRAPHQL = "application/graphql-response+json"
JSON = {"content-type": "application/json"}


async def test_get_and_post_answer_alike(http: httpx.AsyncClient) -> None:
    got = await http.get("/graphql", params={"query": QUERY})
    posted = await http.post("/graphql", json={"query": QUERY})
    assert got.json() == posted.json() == {"data": {"jobFamilies": []}}
    for response in (got, posted):
        assert response.status_code == 200
        assert response.headers["content-type"] == "application/json; charset=utf-8"
        assert response.headers["vary"] == "Accept, Accept-Encoding"
        assert response.headers["cache-control"] == (
            "public, max-age=0, s-maxage=60, stale-while-revalidate=30, stale-if-error=86400"
        )


async def test_variables_and_operation_name_come_by_get_too(http: httpx.AsyncClient) -> None:
    response = await http.get(
        "/graphql",
        params={
            "query": COUNT + " query B { nope }",
            "variables": '{"n": 3}',
            "operationName": "A",
        },
    )
    assert response.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    response = await http.get(
        "/graphql",
        params={
            "query": COUNT + " query B { a: __typename }",
            "variables": '{"n": 3}',
            "operationName": "B",
        },
    )
    assert response.json() == {"data": {"a": "Query"}}


ACCEPTED: list[tuple[str | None, str]] = [
    (None, "application/json"),
    ("*/*", "application/json"),
    ("application/json", "application/json"),
    (GRAPHQL, GRAPHQL),
    (f"{GRAPHQL}, application/json;q=0.9", GRAPHQL),
    (f"application/json, {GRAPHQL};q=0.5", "application/json"),
    (f"{GRAPHQL};q=x, application/json", "application/json"),
    ("text/plain", "application/json"),
]


async def test_the_media_type_is_the_one_asked_for(
    http: httpx.AsyncClient, subtests: pytest.Subtests
) -> None:
    for accept, answered in ACCEPTED:
        with subtests.test(accept=accept, answered=answered):
            headers = {"accept": accept} if accept else {}
            response = await http.post("/graphql", json={"query": QUERY}, headers=headers)
            assert response.headers["content-type"] == f"{answered}; charset=utf-8"


CANNOT_RUN: list[str] = [
    "{",
    "{ nope }",
    "query ($n: Int!) { rolePages(first: $n) { totalCount } }",
]


async def test_what_cannot_be_run_is_400_in_graphqls_own_type(
    http: httpx.AsyncClient, subtests: pytest.Subtests
) -> None:
    for query in CANNOT_RUN:
        with subtests.test(query=query):
            for accept, status in ((GRAPHQL, 400), ("application/json", 200)):
                response = await http.post(
                    "/graphql", json={"query": query}, headers={"accept": accept}
                )
                assert response.status_code == status
                assert "data" not in response.json()
                assert response.json()["errors"][0]["extensions"]["code"]
                assert response.headers["cache-control"] == "no-store"


async def test_an_error_while_running_keeps_the_rest(http: httpx.AsyncClient) -> None:
    query = '{ jobFamilies { name } rolePage(slug: "x", locale: "xx") { title } }'
    response = await http.post("/graphql", json={"query": query}, headers={"accept": GRAPHQL})
    assert response.status_code == 200
    assert response.json()["data"] == {"jobFamilies": [], "rolePage": None}
    assert response.json()["errors"][0]["path"] == ["rolePage"]


NO_OPERATIONS: list[bytes] = [
    b"",
    b"{",
    b"null",
    b"5",
    b'"text"',
    b"[]",
    b'[{"query": "{ __typename }"}]',
    b"{}",
    b'{"query": null}',
    b'{"query": 5}',
    b'{"query": ""}',
    b'{"query": "  "}',
    b'{"query": "{ __typename }", "variables": []}',
    b'{"query": "{ __typename }", "variables": "{}"}',
    b'{"query": "{ __typename }", "operationName": 5}',
    b'{"query": "{ __typename }", "extensions": "x"}',
    b'{"query": "{ __typename }", "query": "{ __typename }"}',
    b'{"query": "{ __typename }", "variables": {"a": 1, "a": 2}}',
    b'{"query": "{ __typename }", "variables": {"a": NaN}}',
    b'{"query": "{ __typename }", "variables": {"a": "\\ud800"}}',
    b'{"query": "\xff"}',
    '{"query": "{ __typename }"}'.encode("utf-16"),
    b'{"query": "{ __typename }", "variables": ' + b'{"a":' * 40 + b"1" + b"}" * 41,
    b'{"query": ' + b"[" * 20_000,
    b'{"id": "1", "type": "start"}',
]


async def test_a_body_that_is_no_operation_is_400(
    http: httpx.AsyncClient, subtests: pytest.Subtests
) -> None:
    for body in NO_OPERATIONS:
        with subtests.test(body=body):
            response = await http.post("/graphql", content=body, headers=JSON)
            assert response.status_code == 400
            (error,) = response.json()["errors"]
            assert error["message"]
            assert error["extensions"]["code"] == "BAD_REQUEST"
            assert response.headers["cache-control"] == "no-store"


NO_QUERIES: list[str] = [
    "",
    "query=",
    "query=%ff",
    "query={__typename}&query={__typename}",
    "query={__typename}&variables={",
    "query={__typename}&variables=[1]",
    "query={__typename}&extensions=5",
    "variables={}",
]


async def test_a_query_string_that_is_no_operation_is_400(
    http: httpx.AsyncClient, subtests: pytest.Subtests
) -> None:
    for query in NO_QUERIES:
        with subtests.test(query=query):
            response = await http.get(f"/graphql?{query}")
            assert response.status_code == 400
            assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


OTHER_BODIES: list[str] = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/graphql",
    "application/json; charset=latin-1",
    "",
]


async def test_other_bodies_are_415(http: httpx.AsyncClient, subtests: pytest.Subtests) -> None:
    for content_type in OTHER_BODIES:
        with subtests.test(content_type=content_type):
            headers = {"content-type": content_type} if content_type else {}
            content = b'{"query": "{ __typename }"}'
            response = await http.post("/graphql", content=content, headers=headers)
            assert response.status_code == 415


async def test_json_may_name_its_charset(http: httpx.AsyncClient) -> None:
    headers = {"content-type": 'Application/JSON; charset="UTF-8"'}
    content = b'{"query": "{ __typename }", "operationName": null, "variables": null}'
    response = await http.post("/graphql", content=content, headers=headers)
    assert response.json() == {"data": {"__typename": "Query"}}


OTHER_METHODS: list[str] = ["PUT", "PATCH", "DELETE", "OPTIONS"]


async def test_other_methods_are_405(http: httpx.AsyncClient, subtests: pytest.Subtests) -> None:
    for method in OTHER_METHODS:
        with subtests.test(method=method):
            response = await http.request(method, "/graphql")
            assert response.status_code == 405
            assert response.headers["allow"] == "GET, HEAD, POST"


async def test_nothing_but_a_query_comes_by_get(http: httpx.AsyncClient) -> None:
    for kind in ("mutation", "subscription"):
        response = await http.get("/graphql", params={"query": f"{kind} {{ __typename }}"})
        assert response.status_code == 405
        assert response.headers["allow"] == "POST"
        response = await http.post("/graphql", json={"query": f"{kind} {{ __typename }}"})
        assert response.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_a_large_body_is_413(http: httpx.AsyncClient) -> None:
    large = {"query": "{ __typename }", "extensions": {"x": "y" * 256 * 1024}}
    assert (await http.post("/graphql", json=large)).status_code == 413

    async def chunks() -> Any:
        for _ in range(300):
            yield b" " * 1024

    response = await http.post("/graphql", content=chunks(), headers=JSON)
    assert response.status_code == 413
    assert response.json()["errors"][0]["extensions"]["code"] == "BODY_TOO_LARGE"


async def test_a_long_url_is_414(http: httpx.AsyncClient) -> None:
    response = await http.get("/graphql", params={"query": "{ __typename }" + " " * 9_000})
    assert response.status_code == 414


async def test_an_operation_that_is_not_there(http: httpx.AsyncClient) -> None:
    for name in ("B", None):
        asked = {"query": "query A { a: __typename } query C { c: __typename }"}
        response = await http.post("/graphql", json={**asked, "operationName": name})
        error = response.json()["errors"][0]
        assert error["extensions"]["code"] == "OPERATION_RESOLUTION_FAILURE"


async def test_pages_of_every_site_may_ask(client: httpx.AsyncClient) -> None:
    asked = {"origin": "https://careers.example", "access-control-request-method": "POST"}
    preflight = await client.options("/graphql", headers=asked)
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]
    answer = await client.post("/graphql", json={"query": QUERY}, headers=asked)
    assert "Accept" in answer.headers["vary"]
    for response in (preflight, answer):
        assert response.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in response.headers


def test_a_bug_before_anything_ran_is_500() -> None:
    failed = Outcome(False, errors=({"message": "", "extensions": {"code": "INTERNAL"}},))
    assert {status_of(failed, media_type) for media_type in (GRAPHQL, "application/json")} == {500}
