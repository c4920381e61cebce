"""Bearer tokens of an external issuer: whose are believed, and for how long."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from auth import accounts
from auth.directory import Directory
from auth.issuers.linking import link
from auth.roles import Role
from tests.auth.people import make_user
from tests.issuer import Issuer

QUERY = {"query": "{ viewer { name } }"}


@pytest.fixture
async def linked(acme: Issuer, directory: Directory) -> str:
    """An account linked to the issuer's one person, who may use its tokens here."""
    directory.issuers.trust([acme.party(audience="https://api.test")])
    user = await make_user(directory, Role.EDITOR)
    await link(directory, user.id, acme.address, acme.subject, by="operator:t")
    await asyncio.sleep(0.002)
    return user.id


async def ask(client: httpx.AsyncClient, token: str) -> int:
    """The status of one small query."""
    headers = {"Authorization": f"Bearer {token}"}
    return (await client.post("/editor/graphql", json=QUERY, headers=headers)).status_code


@pytest.mark.usefixtures("linked")
async def test_an_issuers_token_is_believed(client: httpx.AsyncClient, acme: Issuer) -> None:
    assert await ask(client, acme.access_token()) == 200
    assert await ask(client, acme.access_token(aud=["other", "https://api.test"])) == 200
    assert await ask(client, acme.access_token(typ="at+jwt")) == 200


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "rolebook-at-acme"},
        {"aud": "http://rolebook.test/editor/graphql"},
        {"sub": "somebody else"},
        {"exp": 1_000_000_000},
        {"iat": 4_000_000_000},
        {"iss": "https://login.acme.test/"},
        {"events": {}},
        {"scope": 5},
        {"typ": "logout+jwt"},
    ],
    ids=str,
)
async def test_an_issuers_bad_token_is_refused(
    changed: dict[str, Any], client: httpx.AsyncClient, acme: Issuer
) -> None:
    assert await ask(client, acme.access_token(**changed)) == 401


@pytest.mark.usefixtures("linked")
async def test_a_strangers_token_is_refused(client: httpx.AsyncClient, acme: Issuer) -> None:
    assert await ask(client, Issuer().access_token()) == 401
    good = acme.access_token()
    assert await ask(client, good[:-4] + "AAAA") == 401


async def test_an_issuer_without_an_audience_has_no_tokens_here(
    client: httpx.AsyncClient, acme: Issuer, directory: Directory
) -> None:
    directory.issuers.trust([acme.party()])
    user = await make_user(directory, Role.EDITOR)
    await link(directory, user.id, acme.address, acme.subject, by="operator:t")
    assert await ask(client, acme.access_token()) == 401


async def test_a_change_of_the_account_voids_an_issuers_token(
    client: httpx.AsyncClient, acme: Issuer, linked: str, directory: Directory
) -> None:
    changes: list[Callable[[], Awaitable[object]]] = [
        lambda: accounts.change_role(directory, linked, Role.VIEWER, by="operator:t"),
        lambda: accounts.disable(directory, linked, by="operator:t"),
    ]
    for change in changes:
        token = acme.access_token()
        assert await ask(client, token) == 200
        await change()
        assert await ask(client, token) == 401
        directory.issuers.accounts._kept.clear()
        await asyncio.sleep(0.002)
    assert await ask(client, acme.access_token()) == 401


async def test_an_issuer_that_was_never_heard_is_no_guess(
    client: httpx.AsyncClient, acme: Issuer, linked: str
) -> None:
    assert linked
    acme.line.is_cut = True
    assert await ask(client, acme.access_token()) == 503
