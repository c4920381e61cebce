"""What is revoked holds everywhere within seconds, and nobody guesses when it cannot be read."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from auth.directory import Directory
from auth.documents.tokens import RevocationKind
from auth.roles import Role
from auth.tokens.bearer import InvalidToken, principal_of
from auth.tokens.revocations import KEPT, Revocations, StateUnknown, follow_revocations, revoke
from tests.auth.tokens import bearer, issued

QUERY = {"query": "{ viewer { name } }"}


class Ticking:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def another_server(directory: Directory, ticking: Ticking) -> Directory:
    """The same installation in another process: same database, nothing in memory."""
    return Directory(
        directory.issuer,
        directory.sealer,
        directory.clock,
        directory.record,
        revocations=Revocations(monotonic=ticking),
    )


async def test_another_server_hears_of_it_with_its_next_reading(directory: Directory) -> None:
    ticking = Ticking()
    other = another_server(directory, ticking)
    one, family = [await issued(directory, role=Role.EDITOR, family=name) for name in (None, "f")]
    for token in (one, family):
        await principal_of(other, token.token)
    await revoke(directory, RevocationKind.TOKEN, one.jti)
    await revoke(directory, RevocationKind.FAMILY, "f")
    await other.revocations.read(other)
    for token in (one, family):
        with pytest.raises(InvalidToken):
            await principal_of(other, token.token)


async def test_a_revocation_whose_clock_is_behind_is_read_too(directory: Directory) -> None:
    other = another_server(directory, Ticking())
    token = await issued(directory, role=Role.EDITOR)
    await principal_of(other, token.token)
    clock = directory.clock
    directory.clock = lambda: clock() - timedelta(seconds=30)
    await revoke(directory, RevocationKind.TOKEN, token.jti)
    await other.revocations.read(other)
    with pytest.raises(InvalidToken):
        await principal_of(other, token.token)


async def test_a_state_over_five_seconds_old_is_not_believed(directory: Directory) -> None:
    ticking = Ticking()
    other = another_server(directory, ticking)
    token = (await issued(directory, role=Role.EDITOR)).token
    following = asyncio.create_task(follow_revocations(other))
    await other.revocations.read(other)
    ticking.now += 4.9
    await principal_of(other, token)
    ticking.now += 0.2
    with pytest.raises(StateUnknown):
        await principal_of(other, token)
    following.cancel()


async def test_nobody_is_let_in_on_a_guess(
    client: httpx.AsyncClient, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = await bearer(directory, role=Role.EDITOR)
    assert (await client.post("/editor/graphql", json=QUERY, headers=headers)).status_code == 200
    late = directory.revocations.monotonic() + 60
    monkeypatch.setattr(directory.revocations, "monotonic", lambda: late)
    response = await client.post("/editor/graphql", json=QUERY, headers=headers)
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


async def test_a_failed_reading_is_tried_again(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = asyncio.Semaphore(0)

    async def fail(_directory: Directory) -> None:
        tried.release()
        raise ConnectionError

    monkeypatch.setattr("auth.tokens.revocations.REFRESH_SECONDS", 0)
    other = another_server(directory, Ticking())
    monkeypatch.setattr(other.revocations, "read", fail)
    following = asyncio.create_task(follow_revocations(other))
    async with asyncio.timeout(5):
        await tried.acquire()
        await tried.acquire()
    following.cancel()


async def test_what_has_expired_is_forgotten(directory: Directory) -> None:
    token = await issued(directory, role=Role.EDITOR)
    await revoke(directory, RevocationKind.TOKEN, token.jti)
    assert directory.revocations._known
    start = directory.clock()
    directory.clock = lambda: start + KEPT + timedelta(seconds=1)
    await directory.revocations.read(directory)
    assert not directory.revocations._known
