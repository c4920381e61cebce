"""The device grant: a terminal asks, a person answers, the terminal polls at its pace."""

import asyncio
import re
from typing import Any

import httpx
import pytest

from auth import accounts, clients
from auth.clients import Registered
from auth.directory import Directory
from auth.documents.accounts import User
from auth.documents.sessions import BrowserSession
from auth.documents.tokens import DeviceCode
from auth.roles import Role
from auth.server.device import approve, deny, lookup
from auth.signing_in import browser_sessions
from auth.signing_in.throttling import Throttled
from auth.store import collection
from auth.tokens.bearer import InvalidToken, read_access_token
from tests.api.oauth.callers import DEVICE_GRANT, post, terminal, web_app
from tests.api.oauth.flow import Clock, audited
from tests.auth.people import make_user
from tests.conftest import PUBLIC_URL


@pytest.fixture
async def device(directory: Directory) -> Registered:
    """A terminal."""
    return await terminal(directory)


async def begin(http: httpx.AsyncClient, device: Registered, **form: str) -> dict[str, Any]:
    """The codes a terminal is given."""
    answered = await post(http, "device_authorization", form, device)
    assert answered.status_code == 200, answered.text
    body: dict[str, Any] = answered.json()
    return body


async def poll(http: httpx.AsyncClient, device: Registered, code: str) -> httpx.Response:
    """What the terminal is told."""
    return await post(http, "token", {"grant_type": DEVICE_GRANT, "device_code": code}, device)


async def error_of(http: httpx.AsyncClient, device: Registered, code: str) -> str:
    """The error the terminal is told."""
    answered = await poll(http, device, code)
    assert answered.status_code == 400, answered.text
    error: str = answered.json()["error"]
    return error


async def signed_in(
    directory: Directory, role: Role = Role.EDITOR, email: str = "ada@example.com"
) -> tuple[User, BrowserSession]:
    """Somebody at a browser."""
    user = await make_user(directory, role=role, email=email)
    _, session = await browser_sessions.begin(directory, user)
    return user, session


async def test_from_asking_to_refreshing(
    client: httpx.AsyncClient, directory: Directory, clock: Clock, device: Registered
) -> None:
    answered = await post(client, "device_authorization", {}, device)
    begun = answered.json()
    assert answered.headers["Cache-Control"] == "no-store"
    assert re.fullmatch(r"[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}", begun["user_code"])
    assert begun["verification_uri"] == f"{PUBLIC_URL}/account/device"
    assert begun["verification_uri_complete"].endswith(f"?user_code={begun['user_code']}")
    assert (begun["expires_in"], begun["interval"]) == (600, 5)
    assert len(begun["device_code"]) >= 43
    code = begun["device_code"]
    assert await collection(DeviceCode).find_one({"_id": code}) is None

    assert await error_of(client, device, code) == "authorization_pending"
    user, session = await signed_in(directory)
    typed = f" {begun['user_code'].lower().replace('-', ' ')} "
    shown = await lookup(directory, typed, user)
    assert shown is not None
    assert (shown.user_code, shown.client.id) == (begun["user_code"], device.client.id)
    assert await approve(directory, typed, user, session)
    assert await lookup(directory, typed, user) is None
    assert not await deny(directory, typed, user)

    clock.turn(seconds=5)
    answered = await poll(client, device, code)
    body = answered.json()
    assert answered.status_code == 200, body
    claims = await read_access_token(directory, body["access_token"])
    assert (claims.subject, claims.client_id, claims.role) == (
        user.id,
        device.client.id,
        Role.EDITOR,
    )
    assert "id_token" in body
    # The role's scopes, not all that the client may ask for.
    assert "content:write" in body["scope"]
    assert "content:publish" not in body["scope"]
    form = {"grant_type": "refresh_token", "refresh_token": body["refresh_token"]}
    assert (await post(client, "token", form, device)).status_code == 200
    assert await error_of(client, device, code) == "invalid_grant"


async def test_too_fast(
    client: httpx.AsyncClient, directory: Directory, clock: Clock, device: Registered
) -> None:
    begun = await begin(client, device)
    code = begun["device_code"]
    assert await error_of(client, device, code) == "authorization_pending"
    clock.turn(seconds=4)
    assert await error_of(client, device, code) == "slow_down"
    clock.turn(seconds=6)  # ten are asked for now
    assert await error_of(client, device, code) == "slow_down"
    clock.turn(seconds=15)
    assert await error_of(client, device, code) == "authorization_pending"
    user, session = await signed_in(directory)
    assert await approve(directory, begun["user_code"], user, session)
    assert (await poll(client, device, code)).status_code == 200


async def test_denied_and_expired(
    client: httpx.AsyncClient, directory: Directory, clock: Clock, device: Registered
) -> None:
    user, session = await signed_in(directory)
    begun = await begin(client, device)
    assert await deny(directory, begun["user_code"], user)
    for _ in range(2):
        assert await error_of(client, device, begun["device_code"]) == "access_denied"

    late, approved = await begin(client, device), await begin(client, device)
    assert await approve(directory, approved["user_code"], user, session)
    clock.turn(minutes=10, seconds=1)
    assert await lookup(directory, late["user_code"], user) is None
    assert not await approve(directory, late["user_code"], user, session)
    for each in (late, approved):
        assert await error_of(client, device, each["device_code"]) == "expired_token"


async def test_codes_are_one_clients_and_of_the_right_grant(
    client: httpx.AsyncClient, directory: Directory, device: Registered
) -> None:
    user, session = await signed_in(directory)
    begun = await begin(client, device)
    assert await approve(directory, begun["user_code"], user, session)
    other = await terminal(directory)
    assert await error_of(client, other, begun["device_code"]) == "invalid_grant"
    assert await error_of(client, device, "unknown") == "invalid_grant"
    assert await error_of(client, device, begun["user_code"]) == "invalid_grant"
    assert await error_of(client, device, "") == "invalid_request"
    assert (await poll(client, device, begun["device_code"])).status_code == 200

    browser = await web_app(directory)
    refused = await post(client, "device_authorization", {"scope": "openid"}, browser)
    assert (refused.status_code, refused.json()["error"]) == (400, "unauthorized_client")
    assert await error_of(client, browser, begun["device_code"]) == "unauthorized_client"


async def test_what_may_be_asked_for(
    client: httpx.AsyncClient, directory: Directory, device: Registered
) -> None:
    begun = await begin(client, device, scope="content:read")
    user, session = await signed_in(directory, Role.ADMIN)
    shown = await lookup(directory, begun["user_code"], user)
    assert shown is not None
    assert shown.scopes == ("content:read",)
    assert await approve(directory, begun["user_code"], user, session)
    body = (await poll(client, device, begun["device_code"])).json()
    assert body["scope"] == "content:read"
    for form, error in (
        ({"scope": "users:manage"}, "invalid_scope"),
        ({"scope": "no:such"}, "invalid_scope"),
        ({"resource": "https://elsewhere.example.com"}, "invalid_target"),
    ):
        refused = await post(client, "device_authorization", form, device)
        assert (refused.status_code, refused.json()["error"]) == (400, error)
    unknown = await post(client, "device_authorization", {"client_id": "cli_nobody"})
    assert (unknown.status_code, unknown.json()["error"]) == (401, "invalid_client")


async def test_one_of_many_polls_at_once(
    client: httpx.AsyncClient, directory: Directory, device: Registered
) -> None:
    user, session = await signed_in(directory)
    begun = await begin(client, device)
    assert await approve(directory, begun["user_code"], user, session)
    polls = [poll(client, device, begun["device_code"]) for _ in range(20)]
    statuses = [answered.status_code for answered in await asyncio.gather(*polls)]
    assert sorted(statuses) == [200] + [400] * 19


async def test_an_account_or_client_gone_since_the_approval(
    client: httpx.AsyncClient, directory: Directory, clock: Clock, device: Registered
) -> None:
    await signed_in(directory, Role.ADMIN, "owner@example.com")
    user, session = await signed_in(directory)
    begun = await begin(client, device)
    assert await approve(directory, begun["user_code"], user, session)
    clock.turn(seconds=1)
    await accounts.disable(directory, user.id, by="operator:tests")
    assert await error_of(client, device, begun["device_code"]) == "access_denied"

    other, session = await signed_in(directory, email="grace@example.com")
    begun = await begin(client, device)
    await clients.revoke(directory, device.client.id, by="operator:tests")
    assert await lookup(directory, begun["user_code"], other) is None
    assert (await poll(client, device, begun["device_code"])).status_code == 401


async def test_guessing_user_codes_is_slowed_down(
    client: httpx.AsyncClient, directory: Directory, clock: Clock, device: Registered
) -> None:
    guesser, session = await signed_in(directory)
    honest, _ = await signed_in(directory, email="grace@example.com")
    begun = await begin(client, device)
    for _ in range(10):  # right ones do not count
        assert await lookup(directory, begun["user_code"], guesser) is not None
    for _ in range(5):
        assert await lookup(directory, "BBBB-BBBB", guesser) is None
    for guess in ("CCCC-CCCC", begun["user_code"]):
        with pytest.raises(Throttled):
            await lookup(directory, guess, guesser)
        with pytest.raises(Throttled):
            await approve(directory, guess, guesser, session)
        with pytest.raises(Throttled):
            await deny(directory, guess, guesser)
    assert await lookup(directory, begun["user_code"], honest) is not None
    clock.turn(seconds=2)
    assert await lookup(directory, begun["user_code"], guesser) is not None


@pytest.mark.parametrize(
    "typed", ["", "AEIO-UAEI", "BBBB", "BBBB-BBBB-B", "ＢＢＢＢ-BBBB", '{"$gt":""}']
)
async def test_what_is_no_user_code(directory: Directory, typed: str) -> None:
    user = await make_user(directory)
    assert await lookup(directory, typed, user) is None


async def test_a_code_that_comes_again_voids_what_it_was_exchanged_for(
    client: httpx.AsyncClient, directory: Directory, device: Registered
) -> None:
    user, session = await signed_in(directory)
    begun = await begin(client, device)
    assert await approve(directory, begun["user_code"], user, session)
    tokens = (await poll(client, device, begun["device_code"])).json()
    await read_access_token(directory, tokens["access_token"])
    other = await terminal(directory)
    assert await error_of(client, other, begun["device_code"]) == "invalid_grant"
    await read_access_token(directory, tokens["access_token"])  # not its code: no harm done

    assert await error_of(client, device, begun["device_code"]) == "invalid_grant"
    with pytest.raises(InvalidToken, match="revoked"):
        await read_access_token(directory, tokens["access_token"])
    again = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    assert (await post(client, "token", again, device)).status_code == 400
    [row] = await audited("token.reused")
    assert (row["entity"], row["details"]["grant_type"]) == (user.id, DEVICE_GRANT)
    assert await error_of(client, device, begun["device_code"]) == "invalid_grant"
    assert len(await audited("token.reused")) == 1
