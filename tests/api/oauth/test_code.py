"""Exchanging a code: once, by its client, with its verifier, within a minute."""

import asyncio
import base64
import hashlib
from collections import Counter
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from auth import accounts
from auth.documents.clients import GrantType
from auth.documents.tokens import AuthorizationCode, RefreshToken, TokenFamily
from auth.roles import Role
from auth.sealing import hashed
from auth.store import collection
from tests.api.oauth.flow import (
    OTHER_REDIRECT,
    REDIRECT,
    VERIFIER,
    Flow,
    audited,
    flow_of,
    register,
)

OTHER_VERIFIER = VERIFIER[::-1]


def refused(answer: httpx.Response, error: str, status: int = 400) -> None:
    """An error of the token endpoint, as RFC 6749 section 5.2 has it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json()["error"] == error
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["pragma"] == "no-cache"


async def read(flow: Flow, token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims of a token that our published keys verify."""
    keys = KeySet.import_key_set((await flow.http.get("/.well-known/jwks.json")).json())
    decoded = jwt.decode(token, keys, algorithms=["ES256"])
    return dict(decoded.header), dict(decoded.claims)


async def test_a_code_is_exchanged_for_tokens(flow: Flow) -> None:
    answer = await flow.redeem(await flow.code())
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["pragma"] == "no-cache"
    body = answer.json()
    assert body["token_type"] == "Bearer"
    assert body["expires_in"] == 600
    assert body["scope"] == "content:read content:write openid"
    assert len(body["refresh_token"]) >= 43
    assert await flow.is_believed(body["access_token"])


async def test_an_access_token_is_that_of_rfc_9068(flow: Flow) -> None:
    tokens = await flow.tokens()
    header, claims = await read(flow, tokens["access_token"])
    assert header["typ"] == "at+jwt"
    assert header["alg"] == "ES256"
    assert claims["iss"] == "http://rolebook.test"
    assert claims["aud"] == "http://rolebook.test/editor/graphql"
    assert claims["sub"] == flow.user.id
    assert claims["client_id"] == flow.client.id
    assert claims["scope"] == tokens["scope"]
    assert 599 < claims["exp"] - claims["iat"] <= 600
    assert claims["kind"] == "user"
    assert claims["role"] == "editor"
    assert "grants" not in claims
    assert "cnf" not in claims
    assert abs(claims["auth_time"] - claims["iat"]) <= 30
    assert len(claims["jti"]) >= 22


async def test_an_id_token_is_that_of_openid_connect(flow: Flow) -> None:
    tokens = await flow.tokens()
    header, claims = await read(flow, tokens["id_token"])
    assert header["typ"] == "JWT"
    assert claims["iss"] == "http://rolebook.test"
    assert claims["aud"] == claims["azp"] == flow.client.id
    assert claims["sub"] == flow.user.id
    assert claims["nonce"] == "a nonce"
    half = hashlib.sha256(tokens["access_token"].encode()).digest()[:16]
    assert claims["at_hash"] == base64.urlsafe_b64encode(half).rstrip(b"=").decode()
    assert len(claims["sid"]) == 32


async def test_a_confidential_client_proves_itself(flow: Flow) -> None:
    registered = await register(flow.directory, confidential=True, scopes=["openid"])
    own = flow.of(registered.client, registered.secret)
    await own.allow()
    code = await own.code(scope="openid")
    impostor = flow.of(registered.client, "a wrong secret")
    refused(await impostor.redeem(code), "invalid_client", 401)
    assert (await own.redeem(code)).status_code == 200


async def test_a_client_that_may_not_refresh_gets_no_refresh_token(flow: Flow) -> None:
    only_codes = [GrantType.AUTHORIZATION_CODE]
    other = flow.of((await register(flow.directory, grant_types=only_codes)).client)
    await other.allow()
    assert "refresh_token" not in await other.tokens()
    assert await collection(RefreshToken).count_documents({}) == 0


async def test_row_7_a_verifier_without_a_challenge_is_a_downgrade(flow: Flow) -> None:
    code = await flow.code()
    await collection(AuthorizationCode).update_one(
        {"_id": hashed(code)}, {"$set": {"code_challenge": ""}}
    )
    refused(await flow.redeem(code), "invalid_grant")


async def test_a_challenge_needs_its_verifier_of_every_client(
    flow: Flow,
) -> None:
    refused(await flow.redeem(await flow.code(), code_verifier=None), "invalid_grant")
    registered = await register(flow.directory, confidential=True)
    own = flow.of(registered.client, registered.secret)
    await own.allow()
    refused(await own.redeem(await own.code(), code_verifier=None), "invalid_grant")


@pytest.mark.parametrize("wrong", [OTHER_VERIFIER, "short", "ä" * 43, "x" * 129, VERIFIER + "="])
async def test_row_8_a_wrong_verifier_burns_the_code(flow: Flow, wrong: str) -> None:
    code = await flow.code()
    refused(await flow.redeem(code, code_verifier=wrong), "invalid_grant")
    refused(await flow.redeem(code), "invalid_grant")


async def test_row_9_a_replay_revokes_what_the_code_was_exchanged_for(flow: Flow) -> None:
    code = await flow.code()
    tokens = (await flow.redeem(code)).json()
    refreshed = (await flow.refresh(tokens["refresh_token"])).json()
    assert await flow.is_believed(tokens["access_token"])
    refused(await flow.redeem(code), "invalid_grant")
    assert not await flow.is_believed(tokens["access_token"])
    assert not await flow.is_believed(refreshed["access_token"])
    refused(await flow.refresh(refreshed["refresh_token"]), "invalid_grant")
    refused(await flow.redeem(code), "invalid_grant")
    assert len(await audited("token.reused")) == 1


async def test_row_10_of_fifty_at_once_exactly_one_succeeds(flow: Flow, second: Flow) -> None:
    code = await flow.code()
    answers = await asyncio.gather(*((flow, second)[i % 2].redeem(code) for i in range(50)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 400: 49}
    assert {answer.json().get("error") for answer in answers} == {None, "invalid_grant"}
    assert await collection(RefreshToken).count_documents({}) == 1


async def test_row_11_a_code_is_its_clients_own(flow: Flow) -> None:
    other = flow.of((await register(flow.directory)).client)
    code = await flow.code()
    refused(await other.redeem(code), "invalid_grant")
    refused(await flow.redeem(code), "invalid_grant")


@pytest.mark.parametrize("redirect_uri", [OTHER_REDIRECT, None, "", REDIRECT + "/"])
async def test_row_11_the_redirect_uri_is_the_same_again(
    flow: Flow, redirect_uri: str | None
) -> None:
    refused(await flow.redeem(await flow.code(), redirect_uri=redirect_uri), "invalid_grant")


async def test_row_12_a_code_older_than_a_minute_is_refused(flow: Flow) -> None:
    code = await flow.code()
    flow.clock.turn(seconds=61)
    refused(await flow.redeem(code), "invalid_grant")
    assert (await flow.redeem(await flow.code())).status_code == 200


async def test_a_code_is_for_one_resource(flow: Flow) -> None:
    answer = await flow.redeem(await flow.code(), resource="https://elsewhere.example/")
    refused(answer, "invalid_target")
    same = "http://rolebook.test/editor/graphql"
    assert (await flow.redeem(await flow.code(), resource=same)).status_code == 200


async def test_a_code_is_void_once_the_account_has_changed(flow: Flow) -> None:
    code = await flow.code()
    await accounts.change_role(flow.directory, flow.user.id, Role.VIEWER, by="operator:tests")
    refused(await flow.redeem(code), "invalid_grant")


async def test_nothing_that_only_needs_verifying_is_stored(flow: Flow) -> None:
    code = await flow.code()
    tokens = (await flow.redeem(code)).json()
    stored = ""
    for document in (AuthorizationCode, RefreshToken, TokenFamily):
        stored += str(await collection(document).find({}).to_list(None))
    for secret in (code, tokens["refresh_token"], tokens["access_token"], VERIFIER):
        assert secret not in stored


async def test_the_built_in_flow_of_another_role_keeps_its_limits(
    client: httpx.AsyncClient, directory: Any, clock: Any
) -> None:
    viewer = await flow_of(client, directory, clock, role=Role.VIEWER)
    assert (await viewer.tokens())["scope"] == "content:read openid"


async def test_tokens_are_in_the_audit_log_without_being_in_it(flow: Flow) -> None:
    tokens = await flow.tokens()
    [row] = await audited("token.issued")
    assert row["by"] == f"user:{flow.user.id}"
    assert row["details"]["client"] == flow.client.id
    assert not any(str(tokens[name]) in str(row) for name in ("access_token", "refresh_token"))
    # What a stranger can cause without a secret costs no row.
    refused(await flow.redeem("an unknown code"), "invalid_grant")
    assert not await audited("token.refused")
    registered = await register(flow.directory, confidential=True)
    own = flow.of(registered.client, registered.secret)
    refused(await own.redeem("an unknown code"), "invalid_grant")
    [row] = await audited("token.refused")
    assert row["details"]["error"] == "invalid_grant"
