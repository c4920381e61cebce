"""Introspection: a client learns about its own tokens, and nothing about anybody else's."""

from typing import Any

import httpx

from auth import accounts
from auth.clients import Registered
from auth.directory import Directory
from auth.roles import Role
from tests.api.oauth.callers import basic, post, service, service_token, terminal
from tests.api.oauth.flow import Clock, Flow, flow_of
from tests.auth.people import make_user
from tests.conftest import PUBLIC_URL

INACTIVE = {"active": False}
KINDS = ("access", "refresh")


async def about(http: httpx.AsyncClient, token: str, by: Registered) -> dict[str, Any]:
    """What the client is told about the token."""
    answered = await post(http, "introspect", {"token": token}, by)
    assert answered.status_code == 200, answered.text
    assert answered.headers["Cache-Control"] == "no-store"
    body: dict[str, Any] = answered.json()
    return body


async def test_a_service_accounts_token(
    client: httpx.AsyncClient, directory: Directory, clock: Clock
) -> None:
    importer = await service(directory, Role.EDITOR)
    token = await service_token(client, importer)
    told = await about(client, token, importer)
    assert told.pop("iat") + 600 == told.pop("exp")
    assert told.pop("jti")
    assert told == {
        "active": True,
        "token_type": "Bearer",
        "iss": PUBLIC_URL,
        "sub": importer.client.id,
        "aud": directory.editorial_resource,
        "client_id": importer.client.id,
        "scope": "content:read content:write interview:read",
    }
    clock.turn(seconds=631)
    assert await about(client, token, importer) == INACTIVE


async def test_row_23_no_authentication(client: httpx.AsyncClient, directory: Directory) -> None:
    importer, device = await service(directory), await terminal(directory)
    token = await service_token(client, importer)
    for form in ({}, {"client_id": importer.client.id}, {"client_id": device.client.id}):
        refused = await post(client, "introspect", {"token": token} | form)
        assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
        assert refused.headers["WWW-Authenticate"].startswith("Basic ")
    headers = basic(importer.client.id, "wrong")
    refused = await client.post("/oauth/introspect", data={"token": token}, headers=headers)
    assert refused.status_code == 401
    bearer = {"Authorization": f"Bearer {token}"}
    refused = await client.post("/oauth/introspect", data={"token": token}, headers=bearer)
    assert refused.status_code == 401


async def test_row_23_another_clients_token(
    client: httpx.AsyncClient, directory: Directory, flow: Flow
) -> None:
    importer, other = await service(directory), await service(directory, Role.ADMIN)
    people = await flow.tokens()
    tokens = [await service_token(client, importer), *(people[f"{kind}_token"] for kind in KINDS)]
    for token in (*tokens, "unknown", "a.b.c", "x" * 9_000, people["id_token"]):
        assert await about(client, token, other) == INACTIVE


async def test_a_persons_tokens(
    client: httpx.AsyncClient, directory: Directory, clock: Clock
) -> None:
    await make_user(directory, Role.ADMIN, "owner@example.com")
    flow = await flow_of(client, directory, clock, confidential=True)
    browser = Registered(flow.client, flow.secret)
    body = await flow.tokens()
    access = await about(client, body["access_token"], browser)
    assert (access["active"], access["sub"]) == (True, flow.user.id)
    assert "auth_time" in access
    refresh = await about(client, body["refresh_token"], browser)
    assert (refresh["active"], refresh["sub"]) == (True, flow.user.id)
    assert refresh["exp"] > access["exp"]
    assert "token_type" not in refresh
    # An ID token is not for anybody to introspect.
    assert await about(client, body["id_token"], browser) == INACTIVE

    await flow.refresh(body["refresh_token"])
    assert await about(client, body["refresh_token"], browser) == INACTIVE
    body = await flow.tokens()
    clock.turn(seconds=1)
    await accounts.disable(directory, flow.user.id, by="operator:tests")
    for kind in KINDS:
        assert await about(client, body[f"{kind}_token"], browser) == INACTIVE


async def test_a_revoked_token_is_not_active(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    importer = await service(directory)
    token = await service_token(client, importer)
    await post(client, "revoke", {"token": token}, importer)
    assert await about(client, token, importer) == INACTIVE
    assert (await post(client, "introspect", {}, importer)).json()["error"] == "invalid_request"
    query = await client.post(f"/oauth/introspect?token={token}")
    assert query.status_code == 400
