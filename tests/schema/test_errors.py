"""Errors: the client's are told, ours are hidden, and MongoDB's absence is told soon."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from content.installation import Installation
from content.store import Store, Unavailable
from tests.schema.conftest import Ask, delivering


async def test_a_bug_is_a_number_for_the_client_and_a_traceback_for_us(
    ask: Ask, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr(installation.store, "reading", broken)
    with capture_logs() as logs:
        answer = await ask('{ a: rolePage(slug: "x") { id } b: __typename }')
    assert answer.body["data"] == {"a": None, "b": "Query"}
    error = answer.error
    assert error["message"] == "Something went wrong."
    assert error["extensions"]["code"] == "INTERNAL"
    assert "swordfish" not in str(answer.body)
    (entry,) = [entry for entry in logs if entry["log_level"] == "error"]
    assert entry["incident"] == error["extensions"]["incident"]
    assert isinstance(entry["exc_info"], RuntimeError)


async def test_while_mongodb_is_away_readers_are_told_when_to_come_back(
    http: httpx.AsyncClient, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    @asynccontextmanager
    async def away() -> AsyncIterator[Any]:
        raise Unavailable("MongoDB cannot be reached now.")
        yield

    monkeypatch.setattr(installation.store, "reading", away)
    response = await http.post("/graphql", json={"query": "{ rolePages { totalCount } }"})
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert response.headers["cache-control"] == "no-store"
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {"UNAVAILABLE"}


async def test_a_dead_mongodb_is_told_in_time(installation: Installation) -> None:
    """Nobody listens; delivery waits for 2.5 s, and the rest is leeway for a busy machine."""
    from motor.motor_asyncio import AsyncIOMotorClient

    client: Any = AsyncIOMotorClient(
        "mongodb://127.0.0.1:9/?replicaSet=rs0", timeoutMS=2_500, serverSelectionTimeoutMS=2_500
    )
    dead = Installation(Store(client, "gone", 2.5), installation.locales, installation.page_url)
    app, _ = delivering(dead)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://rolebook.test") as http:
        started = time.monotonic()
        query = '{ rolePage(slug: "x") { id } rolePages { totalCount } node(id: "x") { id } }'
        response = await http.post("/graphql", json={"query": query})
        assert time.monotonic() - started < 4
    assert response.status_code == 503
    client.close()


async def test_only_the_first_errors_are_told(ask: Ask) -> None:
    answer = await ask("{ a b c d e f g h }")
    assert len(answer.body["errors"]) == 5


async def test_a_misspelt_field_is_told_with_a_suggestion(ask: Ask) -> None:
    answer = await ask("{ rolePags { totalCount } }")
    assert "rolePages" in answer.error["message"]
    assert answer.refusal == ("GRAPHQL_VALIDATION_FAILED", None)


BAD_ARGUMENTS: list[tuple[str, str]] = [
    ('{ rolePages(first: "x") { totalCount } }', "rolePages.first"),
    ("{ rolePages(first: 99999999999) { totalCount } }", "rolePages.first"),
    ("{ rolePages(orderBy: SIDEWAYS) { totalCount } }", "rolePages.orderBy"),
    ("{ rolePage(slug: 5) { id } }", "rolePage.slug"),
    ('{ rolePage(slug: "x", locale: 5) { id } }', "rolePage.locale"),
    ('{ search(query: "") { totalCount } }', "search.query"),
    ('{ search(query: "x", types: [FOO]) { totalCount } }', "search.types.0"),
    ('{ mine: search(query: "x", first: 500) { totalCount } }', "search.first"),
    ('{ node(id: "x") { id } }', "node.id"),
    ('{ nodes(ids: ["MTplbjo6"]) { id } }', "nodes.ids.0"),
]


async def test_a_bad_argument_has_the_path_of_its_field_not_of_its_alias(
    ask: Ask, subtests: pytest.Subtests
) -> None:
    for query, path in BAD_ARGUMENTS:
        with subtests.test(query=query, path=path):
            assert (await ask(query)).refusal == ("BAD_USER_INPUT", path)


INVALID: list[str] = [
    "query ($unused: Int) { __typename }",
    "{ rolePages(first: $undefined) { totalCount } }",
    "query ($text: String) { rolePages(first: $text) { totalCount } }",
    "{ rolePages(nope: 1) { totalCount } }",
    "{ rolePage { id } }",
    "{ rolePages }",
    "subscription { x }",
]


async def test_an_operation_that_is_wrong_in_itself_does_not_validate(
    ask: Ask, subtests: pytest.Subtests
) -> None:
    for query in INVALID:
        with subtests.test(query=query):
            assert (await ask(query)).refusal == ("GRAPHQL_VALIDATION_FAILED", None)
