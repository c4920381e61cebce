"""Bearer tokens at the editorial API's door: how one is handed in, and how it is refused."""

import time

import httpx
import pytest

from auth.directory import Directory
from auth.roles import Role
from auth.tokens import keys, revocations
from auth.tokens.bearer import principal_of
from tests.auth.asking import PATH, QUERY, ask, code_of
from tests.auth.tokens import USER, bearer, issued


async def test_a_good_token_is_believed(client: httpx.AsyncClient, directory: Directory) -> None:
    headers = await bearer(directory, role=Role.EDITOR)
    for _ in range(2):  # checked, then remembered
        response = await client.post(PATH, json=QUERY, headers=headers)
        assert response.status_code == 200, response.text
        assert response.json()["data"]["viewer"]["name"] in (USER, f"user:{USER}")


async def test_without_a_token_one_is_told_where_to_get_one(client: httpx.AsyncClient) -> None:
    response = await client.post(PATH, json=QUERY)
    assert (response.status_code, code_of(response)) == (401, "UNAUTHENTICATED")
    challenge = response.headers["www-authenticate"]
    metadata = "http://rolebook.test/.well-known/oauth-protected-resource"
    assert challenge == f'Bearer resource_metadata="{metadata}"'
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("size", [9_000, 64_000, 1_000_000])
async def test_a_long_header_is_refused_unread(size: int, client: httpx.AsyncClient) -> None:
    response = await ask(client, "a" * size)
    assert (response.status_code, code_of(response)) == (431, "BAD_REQUEST")


async def test_a_token_elsewhere_is_refused(
    client: httpx.AsyncClient, directory: Directory, caplog: pytest.LogCaptureFixture
) -> None:
    token = (await issued(directory, role=Role.EDITOR)).token
    address = f"{PATH}?access_token={token}"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for response in (
        await client.post(address, json=QUERY),
        await client.get(f"{address}&query=%7Bviewer%7Bname%7D%7D"),
        await ask(client, token, params={"access_token": token}),
        await client.post(PATH, content=f"a=b&access_token={token}", headers=form),
    ):
        assert (response.status_code, code_of(response)) == (400, "BAD_REQUEST"), response.text
        assert 'error="invalid_request"' in response.headers["www-authenticate"]
        assert token not in response.text
    assert token not in caplog.text


async def test_a_token_beside_a_cookie_is_refused(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    headers = await bearer(directory, role=Role.EDITOR)
    response = await client.post(
        PATH, json=QUERY, headers={**headers, "Cookie": "rolebook-session=anything"}
    )
    assert (response.status_code, code_of(response)) == (400, "BAD_REQUEST")


async def test_two_tokens_are_refused(client: httpx.AsyncClient, directory: Directory) -> None:
    header = (await bearer(directory, role=Role.EDITOR))["Authorization"]
    twice = [("Authorization", header), ("Authorization", header)]
    response = await client.post(PATH, json=QUERY, headers=twice)
    assert response.status_code == 400


@pytest.mark.parametrize("header", ["Basic YTpi", "Bearer", "Bearer ", "token abc"])
async def test_another_scheme_is_no_token(header: str, client: httpx.AsyncClient) -> None:
    response = await client.post(PATH, json=QUERY, headers={"Authorization": header})
    assert (response.status_code, code_of(response)) == (401, "UNAUTHENTICATED")
    assert "error=" not in response.headers["www-authenticate"]


async def test_the_scheme_is_in_whatever_case(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    token = (await issued(directory, role=Role.VIEWER)).token
    response = await client.post(PATH, json=QUERY, headers={"Authorization": f"bEaReR {token}"})
    assert response.status_code == 200


async def test_a_valid_token_costs_next_to_nothing(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = (await issued(directory, role=Role.EDITOR)).token
    await principal_of(directory, token)

    def fail(*_: object) -> None:
        raise AssertionError("the database was asked")

    monkeypatch.setattr(revocations, "collection", fail)
    monkeypatch.setattr(keys, "stored", fail)
    times = []
    for _ in range(5):
        started = time.thread_time()
        for _ in range(200):
            await principal_of(directory, token)
        times.append((time.thread_time() - started) / 200)
    assert min(times) < 250e-6
