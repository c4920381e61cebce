"""Refreshing: one successor each, and what happens when two hold the same token."""

import asyncio
from typing import Any

import httpx
import pytest

from auth import accounts, clients
from auth.documents.clients import Client, GrantType
from auth.documents.tokens import RefreshToken
from auth.roles import Role
from auth.sealing import hashed
from auth.store import collection
from tests.api.oauth.flow import Flow, audited, register
from tests.api.oauth.test_code import refused


async def refreshed(flow: Flow, refresh_token: str, **changes: str | None) -> dict[str, Any]:
    """The tokens a refresh token was exchanged for."""
    answer = await flow.refresh(refresh_token, **changes)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_a_refresh_token_is_replaced_each_time(flow: Flow) -> None:
    first = await flow.tokens()
    answer = await flow.refresh(first["refresh_token"])
    assert answer.headers["cache-control"] == "no-store"
    second = answer.json()
    assert second["refresh_token"] != first["refresh_token"]
    assert second["scope"] == first["scope"]
    assert await flow.is_believed(second["access_token"])
    third = await refreshed(flow, second["refresh_token"])
    assert third["refresh_token"] not in (first["refresh_token"], second["refresh_token"])


async def test_a_lost_answer_may_be_asked_for_again_for_ten_seconds(flow: Flow) -> None:
    first = (await flow.tokens())["refresh_token"]
    second = (await refreshed(flow, first))["refresh_token"]
    flow.clock.turn(seconds=9)
    assert (await refreshed(flow, first))["refresh_token"] == second
    assert (await refreshed(flow, second))["refresh_token"] not in (first, second)


async def test_the_promised_successor_is_there_though_its_maker_died(flow: Flow) -> None:
    first = (await flow.tokens())["refresh_token"]
    second = (await refreshed(flow, first))["refresh_token"]
    await collection(RefreshToken).delete_one({"_id": hashed(second)})
    assert (await refreshed(flow, first))["refresh_token"] == second
    assert (await flow.refresh(second)).status_code == 200


async def ended(flow: Flow, tokens: dict[str, Any], latest: str) -> None:
    """The family is dead, that is in the audit log, and the browser is signed out."""
    refused(await flow.refresh(latest), "invalid_grant")
    assert not await flow.is_believed(tokens["access_token"])
    assert not await flow.is_signed_in()
    rows = await audited("token.reused")
    assert rows
    assert rows[0]["by"] == f"client:{flow.client.id}"
    assert rows[0]["entity"] == flow.user.id
    assert latest not in str(rows)
    assert await audited("session.ended")


async def test_row_13_reuse_after_ten_seconds_kills_the_family(flow: Flow) -> None:
    tokens = await flow.tokens()
    latest = (await refreshed(flow, tokens["refresh_token"]))["refresh_token"]
    flow.clock.turn(seconds=11)
    assert await flow.is_signed_in()
    refused(await flow.refresh(tokens["refresh_token"]), "invalid_grant")
    await ended(flow, tokens, latest)


async def test_row_13_only_the_immediate_predecessor_has_a_grace(flow: Flow) -> None:
    tokens = await flow.tokens()
    second = (await refreshed(flow, tokens["refresh_token"]))["refresh_token"]
    latest = (await refreshed(flow, second))["refresh_token"]
    refused(await flow.refresh(tokens["refresh_token"]), "invalid_grant")
    await ended(flow, tokens, latest)


async def test_row_14_fifty_at_once_have_one_successor(flow: Flow, second: Flow) -> None:
    first = (await flow.tokens())["refresh_token"]
    answers = await asyncio.gather(*((flow, second)[i % 2].refresh(first) for i in range(50)))
    granted = {a.json()["refresh_token"] for a in answers if a.status_code == 200}
    others = {a.json()["error"] for a in answers if a.status_code != 200}
    assert len(granted) == 1
    assert others <= {"invalid_grant"}
    assert await collection(RefreshToken).count_documents({}) == 2
    assert (await flow.refresh(granted.pop())).status_code == 200
    flow.clock.turn(seconds=11)
    refused(await flow.refresh(first), "invalid_grant")
    assert await audited("token.reused")


async def test_row_15_no_wider_scope(flow: Flow) -> None:
    tokens = await flow.tokens(scope="openid content:read")
    token = tokens["refresh_token"]
    refused(await flow.refresh(token, scope="content:read content:write"), "invalid_scope")
    refused(await flow.refresh(token, scope="content:everything"), "invalid_scope")
    # A request that is refused for its words leaves the token as it was.
    narrow = await refreshed(flow, token, scope="content:read")
    assert narrow["scope"] == "content:read"
    whole = await refreshed(flow, narrow["refresh_token"])
    assert whole["scope"] == "content:read openid"


async def test_row_15_no_other_client(flow: Flow) -> None:
    token = (await flow.tokens())["refresh_token"]
    other = flow.of((await register(flow.directory)).client)
    refused(await other.refresh(token), "invalid_grant")
    # A stranger's attempt does not harm whose it is.
    assert (await flow.refresh(token)).status_code == 200


async def test_row_15_no_other_resource(flow: Flow) -> None:
    token = (await flow.tokens())["refresh_token"]
    answer = await flow.refresh(token, resource="https://elsewhere.example/")
    refused(answer, "invalid_target")
    same = "http://rolebook.test/editor/graphql"
    assert (await flow.refresh(token, resource=same)).status_code == 200


@pytest.mark.parametrize("token", ["unknown", "x" * 5_000, None])
async def test_a_token_that_never_was_is_refused(flow: Flow, token: str | None) -> None:
    answer = await flow.token(grant_type="refresh_token", refresh_token=token)
    refused(answer, "invalid_request" if token is None else "invalid_grant")


async def test_a_token_that_rests_for_fourteen_days_is_void(flow: Flow) -> None:
    token = (await flow.tokens())["refresh_token"]
    flow.clock.turn(days=13)
    token = (await refreshed(flow, token))["refresh_token"]
    flow.clock.turn(days=14, seconds=1)
    refused(await flow.refresh(token), "invalid_grant")


async def test_a_family_lasts_ninety_days_however_busy(flow: Flow) -> None:
    token = (await flow.tokens())["refresh_token"]
    for _ in range(9):
        flow.clock.turn(days=9, hours=23)
        token = (await refreshed(flow, token))["refresh_token"]
    flow.clock.turn(hours=10)
    refused(await flow.refresh(token), "invalid_grant")


async def test_a_changed_account_refreshes_no_more(flow: Flow) -> None:
    token = (await flow.tokens())["refresh_token"]
    await accounts.change_role(flow.directory, flow.user.id, Role.PUBLISHER, by="operator:tests")
    refused(await flow.refresh(token), "invalid_grant")


async def test_a_revoked_client_refreshes_no_more(flow: Flow) -> None:
    token = (await flow.tokens())["refresh_token"]
    await clients.revoke(flow.directory, flow.client.id, by="operator:tests")
    refused(await flow.refresh(token), "invalid_client", 401)


async def test_a_client_needs_the_grant_type(flow: Flow) -> None:
    token = (await flow.tokens())["refresh_token"]
    only_codes = [GrantType.AUTHORIZATION_CODE.value]
    await collection(Client).update_one(
        {"_id": flow.client.id}, {"$set": {"grant_types": only_codes}}
    )
    refused(await flow.refresh(token), "unauthorized_client")


async def test_a_secret_is_never_in_the_log(
    flow: Flow, capsys: pytest.CaptureFixture[str], client: httpx.AsyncClient
) -> None:
    code = await flow.code()
    tokens = (await flow.redeem(code)).json()
    await flow.refresh(tokens["refresh_token"])
    flow.clock.turn(seconds=11)
    await flow.refresh(tokens["refresh_token"])
    await client.get("/oauth/authorize?code=a-secret-of-the-query")
    written = "".join(capsys.readouterr())
    assert "/oauth/token" in written
    for secret in (code, *tokens.values(), "a-secret-of-the-query"):
        if isinstance(secret, str) and len(secret) > 20:
            assert secret not in written.replace(tokens["scope"], "")
