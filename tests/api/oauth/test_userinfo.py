"""Userinfo: who signed in, told to the bearer of a token for it."""

import httpx
import pytest

from auth import accounts
from auth.directory import Directory
from auth.roles import Role
from auth.signing_in import consents
from tests.api.oauth.callers import post, service, service_token
from tests.api.oauth.flow import Clock, Flow, register
from tests.auth.people import make_user

URL = "/oauth/userinfo"


def bearer(token: str) -> dict[str, str]:
    """The header that carries a token."""
    return {"Authorization": f"Bearer {token}"}


async def test_who_signed_in(client: httpx.AsyncClient, flow: Flow) -> None:
    token = (await flow.tokens())["access_token"]
    for method in ("GET", "POST"):
        answered = await client.request(method, URL, headers=bearer(token))
        assert answered.status_code == 200, answered.text
        assert answered.json() == {"sub": flow.user.id}
        assert answered.headers["Cache-Control"] == "no-store"
        assert answered.headers["Pragma"] == "no-cache"


async def test_what_the_scopes_allow(
    client: httpx.AsyncClient, directory: Directory, flow: Flow
) -> None:
    made = await register(directory, scopes=("openid", "profile", "email"))
    flow.client = made.client
    await consents.give(directory, flow.user.id, made.client.id, made.client.scopes)
    token = (await flow.tokens(scope="openid email"))["access_token"]
    told = (await client.get(URL, headers=bearer(token))).json()
    assert told == {"sub": flow.user.id, "email": "ada@example.com", "email_verified": False}
    token = (await flow.tokens(scope="openid profile"))["access_token"]
    told = (await client.get(URL, headers=bearer(token))).json()
    assert (told["name"], "email" in told) == ("Ada Lovelace", False)


async def test_without_openid(client: httpx.AsyncClient, flow: Flow) -> None:
    token = (await flow.tokens(scope="content:read"))["access_token"]
    refused = await client.get(URL, headers=bearer(token))
    assert (refused.status_code, refused.json()["error"]) == (403, "insufficient_scope")
    challenge = refused.headers["WWW-Authenticate"]
    assert 'error="insufficient_scope"' in challenge
    assert 'scope="openid"' in challenge


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer  ", "Basic abc", "Bearer a.b.c"])
async def test_no_good_token(client: httpx.AsyncClient, header: str) -> None:
    refused = await client.get(URL, headers={"Authorization": header})
    assert refused.status_code == 401
    assert 'error="invalid_token"' in refused.headers["WWW-Authenticate"]
    assert refused.headers["Cache-Control"] == "no-store"


async def test_tokens_of_others_and_of_other_kinds(
    client: httpx.AsyncClient, directory: Directory, flow: Flow
) -> None:
    body = await flow.tokens()
    machine = await service_token(client, await service(directory))
    for token in (machine, body["id_token"], body["refresh_token"]):
        refused = await client.get(URL, headers=bearer(token))
        assert (refused.status_code, refused.json()["error"]) == (401, "invalid_token")


async def test_a_token_in_another_place(client: httpx.AsyncClient, flow: Flow) -> None:
    token = (await flow.tokens())["access_token"]
    in_query = await client.get(f"{URL}?access_token={token}")
    in_form = await client.post(URL, data={"access_token": token})
    twice = await client.get(URL, headers=[("Authorization", f"Bearer {token}")] * 2)
    beside = await client.get(f"{URL}?access_token={token}", headers=bearer(token))
    for refused in (in_query, in_form, twice, beside):
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")
    large = await client.post(URL, content=b"x" * 20_000, headers=bearer(token))
    assert large.status_code == 413


async def test_a_token_that_is_void(
    client: httpx.AsyncClient, directory: Directory, clock: Clock, flow: Flow
) -> None:
    await make_user(directory, Role.ADMIN, "owner@example.com")
    first, second = await flow.tokens(), await flow.tokens()
    await post(client, "revoke", {"token": first["access_token"], "client_id": flow.client.id})
    assert (await client.get(URL, headers=bearer(first["access_token"]))).status_code == 401
    assert (await client.get(URL, headers=bearer(second["access_token"]))).status_code == 200
    clock.turn(seconds=1)
    await accounts.disable(directory, flow.user.id, by="operator:tests")
    assert (await client.get(URL, headers=bearer(second["access_token"]))).status_code == 401
