"""What holds for every request, and what operators ask: health, ids, headers, errors."""

import json
import logging
from typing import Any, NoReturn

import httpx
import pytest
import uvicorn
from starlette.requests import Request
from starlette.routing import Route

from api.app import App
from api.logs import configure_logging
from content.installation import Installation
from content.store import Unavailable


async def test_it_lives_and_is_ready(client: httpx.AsyncClient) -> None:
    for path, status in (("/livez", "alive"), ("/readyz", "ready")):
        answer = await client.get(path)
        assert (answer.status_code, answer.json()) == (200, {"status": status})
        assert answer.headers["cache-control"] == "no-store"


async def test_it_is_not_ready_without_its_database(
    client: httpx.AsyncClient, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_seconds: float) -> NoReturn:
        raise Unavailable("MongoDB cannot be reached now (gone); try again in a moment.")

    monkeypatch.setattr(installation.store, "ping", away)
    answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert answer.json()["reason"].startswith("MongoDB cannot be reached now")
    assert (await client.get("/livez")).status_code == 200


async def test_a_request_keeps_its_id_or_is_given_one(client: httpx.AsyncClient) -> None:
    answer = await client.get("/livez", headers={"X-Request-Id": "from-the-proxy.1"})
    assert answer.headers["x-request-id"] == "from-the-proxy.1"
    first, second = [(await client.get("/livez")).headers["x-request-id"] for _ in range(2)]
    assert len(first) == 32
    assert first != second


@pytest.mark.parametrize("bad", ["", "a b", "x" * 101, "<script>", "a\tb", "naïve"])
async def test_an_id_that_is_not_well_formed_is_replaced(
    client: httpx.AsyncClient, bad: str
) -> None:
    answer = await client.get("/livez", headers={b"X-Request-Id": bad.encode()})
    assert len(answer.headers["x-request-id"]) == 32


@pytest.mark.parametrize("path", ["/", "/livez", "/nothing", "/graphql"])
async def test_every_answer_has_the_safe_headers(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "x-request-id" in headers


async def test_the_root_page_tells_what_this_is(client: httpx.AsyncClient) -> None:
    answer = await client.get("/")
    assert answer.status_code == 200
    assert 'href="/graphql"' in answer.text
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_nothing_there_is_told_in_the_shape_of_graphql(client: httpx.AsyncClient) -> None:
    answer = await client.get("/nothing/here")
    assert answer.status_code == 404
    (error,) = answer.json()["errors"]
    assert error["message"] == "There is nothing at /nothing/here."
    assert error["extensions"] == {"code": "NOT_FOUND"}


async def test_a_method_that_a_path_does_not_take(client: httpx.AsyncClient) -> None:
    answer = await client.post("/livez")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert answer.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"


async def test_pages_of_any_origin_may_ask_without_credentials(client: httpx.AsyncClient) -> None:
    origin = {"Origin": "https://careers.example.org"}
    answer = await client.post("/graphql", json={"query": "{ __typename }"}, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    asked = {**origin, "Access-Control-Request-Method": "POST"}
    asked["Access-Control-Request-Headers"] = "content-type,x-request-id"
    answer = await client.options("/graphql", headers=asked)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    answer = await client.get("/livez", headers=origin)
    assert "access-control-allow-origin" not in answer.headers


async def break_down(_request: Request) -> NoReturn:
    """A route with a bug."""
    raise RuntimeError("a detail that is nobody's business")


async def be_away(_request: Request) -> NoReturn:
    """A route whose database is away."""
    raise Unavailable("MongoDB cannot be reached now (gone); try again in a moment.")


def app_of(client: httpx.AsyncClient) -> App:
    """The app behind the client."""
    transport = client._transport
    assert isinstance(transport, httpx.ASGITransport)
    assert isinstance(transport.app, App)
    return transport.app


async def test_a_bug_is_an_incident_that_is_in_the_log(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    configure_logging(level="info", human=False)
    logging.getLogger().addHandler(caplog.handler)
    app_of(client).router.routes.append(Route("/break-down", break_down))
    answer = await client.get("/break-down", headers={"X-Request-Id": "mine"})
    assert answer.status_code == 500
    (error,) = answer.json()["errors"]
    assert error["message"] == "Something went wrong."
    assert error["extensions"]["code"] == "INTERNAL"
    assert "nobody's business" not in answer.text
    assert answer.headers["x-request-id"] == "mine"
    (record,) = [each for each in caplog.records if each.name == "rolebook.errors"]
    event: Any = record.msg
    assert event["incident"] == error["extensions"]["incident"]
    assert event["request_id"] == "mine"
    assert "nobody's business" in str(event["exc_info"])


async def test_a_database_that_is_away_is_told_with_when_to_come_back(
    client: httpx.AsyncClient,
) -> None:
    app_of(client).router.routes.append(Route("/be-away", be_away))
    answer = await client.get("/be-away")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert answer.json()["errors"][0]["extensions"] == {"code": "UNAVAILABLE"}


def test_the_log_is_one_json_object_a_line(capfd: pytest.CaptureFixture[str]) -> None:
    configure_logging(level="info", human=False)
    logging.getLogger("rolebook.store").warning("mongod %s", "ended")
    logging.getLogger("some.dependency").info("told")
    try:
        raise ValueError("why")
    except ValueError:
        logging.getLogger("rolebook").exception("broken")
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["mongod ended", "told", "broken"]
    assert [line["level"] for line in lines] == ["warning", "info", "error"]
    assert "ValueError: why" in lines[2]["exception"]
    assert all(line["timestamp"].endswith("Z") for line in lines)


def test_the_least_level_is_a_setting(capfd: pytest.CaptureFixture[str]) -> None:
    configure_logging(level="error", human=True)
    logging.getLogger("rolebook").warning("not told")
    logging.getLogger("rolebook").error("told")
    said = capfd.readouterr().err
    assert "not told" not in said
    assert "told" in said


def test_uvicorn_writes_no_line_for_a_request() -> None:
    configure_logging(level="info")
    uvicorn.Config(lambda: None, access_log=False, log_config=None)
    configure_logging(level="info")
    assert not logging.getLogger("uvicorn.access").hasHandlers()
