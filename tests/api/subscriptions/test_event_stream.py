"""Server-sent events at `/editor/graphql`: one subscription by POST, told until it is over."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from api.subscriptions import event_stream, subscriptions
from auth.directory import Directory
from auth.documents.tokens import RevocationKind
from auth.roles import Role
from auth.tokens.revocations import revoke
from tests.api.subscriptions.listening import CHANGED
from tests.auth.tokens import bearer, issued
from tests.schema.editorial.conftest import PATH
from tests.schema.editorial.mutating import Editor

EVENTS = {"Accept": "text/event-stream"}


@asynccontextmanager
async def stream(
    client: httpx.AsyncClient, headers: dict[str, str], query: str = CHANGED
) -> AsyncIterator[tuple[httpx.Response, AsyncIterator[str]]]:
    """A stream that has begun, and its lines."""
    body = {"query": query}
    async with client.stream("POST", PATH, json=body, headers={**EVENTS, **headers}) as response:
        lines = response.aiter_lines()
        assert await anext(lines) == ":"
        yield response, lines


async def event(lines: AsyncIterator[str]) -> tuple[str, Any]:
    """The next event's name and data."""
    async with asyncio.timeout(10):
        name = ""
        async for line in lines:
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            if line.startswith("data:"):
                data = line.removeprefix("data:").strip()
                return name, json.loads(data) if data else None
    raise AssertionError("the stream has ended")


@pytest.fixture
async def headers(directory: Directory) -> dict[str, str]:
    """A token of somebody who may read everything."""
    return await bearer(directory, role=Role.EDITOR)


async def test_a_change_is_told(
    outside: httpx.AsyncClient, headers: dict[str, str], editor: Editor
) -> None:
    async with stream(outside, headers) as (response, lines):
        assert response.status_code == 200
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-accel-buffering"] == "no"
        await editor.made("createRole", key="baker", title=[{"locale": "en", "value": "Baker"}])
        name, told = await event(lines)
        assert name == "next"
        assert told["data"]["entityChanged"]["entity"] == {"key": "baker"}


async def test_silence_is_filled(
    outside: httpx.AsyncClient, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_stream, "HEARTBEAT_SECONDS", 0.1)
    async with stream(outside, headers) as (_, lines):
        for _ in range(3):
            assert await anext(lines) == ""
            assert await anext(lines) == ":"


async def test_a_revoked_token_ends_the_stream(
    outside: httpx.AsyncClient, directory: Directory
) -> None:
    made = await issued(directory, role=Role.EDITOR)
    async with stream(outside, {"Authorization": f"Bearer {made.token}"}) as (_, lines):
        await revoke(directory, RevocationKind.TOKEN, made.jti)
        async with asyncio.timeout(5):
            name, told = await event(lines)
        assert (name, told["errors"][0]["extensions"]["code"]) == ("next", "UNAUTHENTICATED")
        assert await event(lines) == ("complete", None)


async def test_a_burst_gets_no_more_streams_than_there_is_room_for(
    outside: httpx.AsyncClient, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriptions, "MOST_STREAMS", 2)

    async def status(query: str, until: asyncio.Event) -> int:
        sent = {**EVENTS, **headers}
        async with outside.stream("POST", PATH, json={"query": query}, headers=sent) as response:
            if response.status_code == 200:
                await until.wait()
            elif response.status_code == 503:
                seen.put_nowait(None)
            return response.status_code

    seen: asyncio.Queue[None] = asyncio.Queue()
    until = asyncio.Event()
    burst = [asyncio.create_task(status(CHANGED, until)) for _ in range(6)]
    async with asyncio.timeout(10):
        for _ in range(4):
            await seen.get()
        until.set()
        assert sorted(await asyncio.gather(*burst)) == [200, 200, 503, 503, 503, 503]
        # Neither those that have ended nor those that never began keep others out.
        while await status("subscription { nope }", until) == 503:
            pass
        assert [await status("subscription { nope }", until) for _ in range(3)] == [400] * 3


REFUSED: list[tuple[int, str, str]] = [
    (400, "GRAPHQL_VALIDATION_FAILED", "subscription { nope }"),
    (400, "BAD_USER_INPUT", 'subscription { entityChanged(ids: ["x"]) { id } }'),
    (
        400,
        "DIRECTIVE_LIMIT",
        "subscription { entityChanged { id " + "@include(if: true) " * 51 + "} }",
    ),
]


async def test_what_does_not_begin_is_refused_at_once(
    http: httpx.AsyncClient, headers: dict[str, str], subtests: pytest.Subtests
) -> None:
    for status, code, query in REFUSED:
        with subtests.test(code=code):
            response = await http.post(PATH, json={"query": query}, headers={**EVENTS, **headers})
            assert response.status_code == status, response.text
            assert response.json()["errors"][0]["extensions"]["code"] == code
            assert "data" not in response.json()
            assert response.headers["cache-control"] == "no-store"


async def test_token_and_scope_are_needed_as_for_any_post(
    http: httpx.AsyncClient, directory: Directory
) -> None:
    response = await http.post(PATH, json={"query": CHANGED}, headers=EVENTS)
    assert response.status_code == 401
    headers = await bearer(directory, role=Role.EDITOR, scopes=["content:write"])
    response = await http.post(PATH, json={"query": CHANGED}, headers={**EVENTS, **headers})
    assert response.status_code == 403
    assert 'scope="content:read"' in response.headers["www-authenticate"]
    assert response.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_a_subscription_is_told_as_events_alone(
    http: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    response = await http.post(PATH, json={"query": CHANGED}, headers=headers)
    assert response.status_code == 406
    assert response.json()["errors"][0]["extensions"]["code"] == "NOT_ACCEPTABLE"
    got = await http.get(PATH, params={"query": CHANGED}, headers={**headers, **EVENTS})
    assert got.status_code == 405


async def test_a_query_is_answered_as_json_whatever_else_is_accepted(
    http: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    accepted = {"Accept": "application/json, text/event-stream"}
    for accept in (EVENTS, accepted):
        asked = {"query": "{ viewer { role } }"}
        response = await http.post(PATH, json=asked, headers={**headers, **accept})
        assert response.json() == {"data": {"viewer": {"role": "EDITOR"}}}
        assert response.headers["content-type"] == "application/json; charset=utf-8"
