"""Tokens that were good: revoked, voided by a change (row 33), or expired."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
import pytest

from auth import accounts
from auth.directory import Directory
from auth.documents.tokens import RevocationKind
from auth.roles import Role
from auth.tokens.revocations import revoke
from tests.auth.asking import ask
from tests.auth.people import make_user
from tests.auth.tokens import CLIENT, USER, issued


async def test_revoked_tokens_are_refused_at_once(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    one = await issued(directory, role=Role.EDITOR)
    sibling = await issued(directory, role=Role.EDITOR, family="fam_1")
    other = await issued(directory, role=Role.EDITOR, family="fam_2")
    await revoke(directory, RevocationKind.TOKEN, one.jti)
    await revoke(directory, RevocationKind.FAMILY, "fam_1")
    statuses = [(await ask(client, each.token)).status_code for each in (one, sibling, other)]
    assert statuses == [401, 401, 200]


@pytest.mark.parametrize(
    ("kind", "value"), [(RevocationKind.USER, USER), (RevocationKind.CLIENT, CLIENT)]
)
async def test_a_change_voids_what_was_issued_before_and_no_more(
    kind: RevocationKind, value: str, client: httpx.AsyncClient, directory: Directory
) -> None:
    before = await issued(directory, role=Role.EDITOR)
    assert (await ask(client, before.token)).status_code == 200
    await revoke(directory, kind, value)
    await asyncio.sleep(0.002)
    after = await issued(directory, role=Role.EDITOR)
    assert (await ask(client, before.token)).status_code == 401
    assert (await ask(client, after.token)).status_code == 200


async def test_every_change_of_an_account_voids_its_tokens(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    user = await make_user(directory, Role.EDITOR)
    changes: list[Callable[[], Awaitable[object]]] = [
        lambda: accounts.change_role(directory, user.id, Role.VIEWER, by="operator:t"),
        lambda: accounts.set_password(directory, user.id, "$argon2id$…", by="operator:t"),
        lambda: accounts.change_grants(directory, user.id, [], by="operator:t"),
        lambda: accounts.disable(directory, user.id, by="operator:t"),
    ]
    for change in changes:
        token = (await issued(directory, role=Role.EDITOR, subject=user.id)).token
        assert (await ask(client, token)).status_code == 200
        await change()
        assert (await ask(client, token)).status_code == 401
        await asyncio.sleep(0.002)


async def test_a_token_outlives_its_minutes_by_thirty_seconds(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    token = (await issued(directory, role=Role.EDITOR)).token
    now = directory.clock()
    directory.clock = lambda: now + timedelta(minutes=10, seconds=28)
    assert (await ask(client, token)).status_code == 200
    directory.clock = lambda: now + timedelta(minutes=10, seconds=32)
    assert (await ask(client, token)).status_code == 401
