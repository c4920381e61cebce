"""The editorial endpoint over HTTP: who may ask, in which form, and how it answers."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from api.editor_view import EditorApp
from auth.directory import Directory
from auth.principal import Kind, Principal
from auth.roles import SCOPES_OF, Role
from content.documents.work import Audit
from content.installation import Installation
from content.reading import CursorSeal
from content.store import Unavailable
from tests.auth.tokens import bearer
from tests.schema.editorial.conftest import PATH, AskAs

QUERY = {"query": "{ viewer { role } }"}
MUTATION = 'mutation { archive(id: "x", expectedVersion: 1) { __typename } }'
GRAPHQL = "application/graphql-response+json"


@pytest.fixture
async def headers(directory: Directory) -> dict[str, str]:
    """An administrator's token."""
    return await bearer(directory, role=Role.ADMIN)


async def test_a_token_is_needed(http: httpx.AsyncClient) -> None:
    response = await http.post(PATH, json=QUERY)
    assert response.status_code == 401
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert response.headers["www-authenticate"].startswith("Bearer ")
    assert response.headers["cache-control"] == "no-store"


async def test_answers_are_not_kept(http: httpx.AsyncClient, headers: dict[str, str]) -> None:
    response = await http.post(PATH, json=QUERY, headers=headers)
    assert response.json() == {"data": {"viewer": {"role": "ADMIN"}}}
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    other = await http.post(PATH, json=QUERY, headers={**headers, "Accept": GRAPHQL})
    assert other.headers["content-type"] == f"{GRAPHQL}; charset=utf-8"


async def test_queries_may_come_by_get_and_mutations_may_not(
    http: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    got = await http.get(PATH, params=QUERY, headers=headers)
    assert got.json() == {"data": {"viewer": {"role": "ADMIN"}}}
    changed = await http.get(PATH, params={"query": MUTATION}, headers=headers)
    assert changed.status_code == 405
    assert changed.headers["allow"] == "POST"
    other = await http.put(PATH, json=QUERY, headers=headers)
    assert other.status_code == 405
    assert other.headers["allow"] == "GET, POST"


async def test_only_json_is_taken(
    http: httpx.AsyncClient, headers: dict[str, str], subtests: pytest.Subtests
) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        with subtests.test(content_type=kind):
            given = {**headers, "Content-Type": kind}
            response = await http.post(PATH, content=b'{"query":"{__typename}"}', headers=given)
            assert response.status_code == 415


async def test_a_body_is_at_most_a_megabyte(
    http: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    padding = "#" * (1024 * 1024 - 100)
    fits = await http.post(PATH, json={"query": "{ __typename }" + padding}, headers=headers)
    assert fits.status_code != 413
    over = await http.post(PATH, json={"query": padding + "#" * 200}, headers=headers)
    assert over.status_code == 413


LIMITS: list[tuple[str, str]] = [
    ("TOKEN_LIMIT", "{ " + "__typename " * 4_001 + "}"),
    ("ALIAS_LIMIT", "{ " + " ".join(f"a{n}: __typename" for n in range(101)) + "}"),
    ("ROOT_FIELD_LIMIT", "{ " + "__typename " * 21 + "}"),
    ("MUTATION_LIMIT", "mutation { " + "__typename " * 6 + "}"),
    ("DEPTH_LIMIT", "{ entity(id: 1) " + "{ home " * 15 + "{ id }" + "}" * 15 + "}"),
]


async def test_operations_have_limits(ask: AskAs, subtests: pytest.Subtests) -> None:
    for code, query in LIMITS:
        with subtests.test(code=code):
            answer = await ask(query)
            assert (answer.status, answer.error["extensions"]["code"]) == (400, code)


async def test_refusals_are_on_record(ask: AskAs, installation: Installation) -> None:
    refused = await ask("{ viewer { name } }", scopes=frozenset())
    assert refused.status == 403
    assert 'scope="content:read"' in refused.headers["www-authenticate"]
    row = await Audit.find_one({"action": "access.refused"})
    assert row is not None
    assert row.details["scopes"] == ["content:read"]
    assert installation.clock() >= row.at


@pytest.fixture
async def closed(
    app: Starlette, installation: Installation, directory: Directory
) -> AsyncIterator[httpx.AsyncClient]:
    """The endpoint as in production: it does not tell about itself."""

    async def everybody(_request: Request) -> Principal:
        scopes = frozenset(SCOPES_OF[Role.EDITOR])
        return Principal("user:usr_1", Kind.USER, Role.EDITOR, scopes)

    seal = CursorSeal(b"a key for cursors, in tests only")
    app.state.editor = EditorApp(
        installation, directory, seal, introspection=False, callers=everybody
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://rolebook.test") as client:
        yield client


async def test_a_closed_schema_tells_nothing_of_itself(closed: httpx.AsyncClient) -> None:
    asked = await closed.post(PATH, json={"query": "{ __schema { types { name } } }"})
    assert "data" not in asked.json()
    assert asked.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    guessed = await closed.post(PATH, json={"query": "{ viewr { name } }"})
    assert "viewer" not in guessed.text
    assert (await closed.post(PATH, json=QUERY)).json() == {"data": {"viewer": {"role": "EDITOR"}}}


async def test_an_open_schema_helps(ask: AskAs) -> None:
    told = await ask("{ viewr { name } }")
    assert "Did you mean 'viewer'" in told.error["message"]
    told = await ask('{ __type(name: "Query") { name } }', scopes=frozenset())
    assert told.data["__type"] == {"name": "Query"}


async def test_no_other_origin_may_read_it(
    http: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    given = {**headers, "Origin": "https://elsewhere.example"}
    response = await http.post(PATH, json=QUERY, headers=given)
    assert "access-control-allow-origin" not in response.headers
    preflight = await http.options(PATH, headers={**given, "Access-Control-Request-Method": "POST"})
    assert "access-control-allow-origin" not in preflight.headers


async def test_a_database_that_is_away_is_told(
    http: httpx.AsyncClient, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from content import drafts

    async def away(*_: object, **__: object) -> None:
        raise Unavailable("MongoDB cannot be reached now.")

    monkeypatch.setattr(drafts, "find", away)
    response = await http.post(PATH, json={"query": "{ roles { totalCount } }"}, headers=headers)
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
