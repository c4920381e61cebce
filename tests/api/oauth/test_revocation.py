"""Revocation: a client's own tokens are void at once, and nobody else's ever are."""

import httpx
import pytest

from auth.directory import Directory
from auth.tokens.bearer import InvalidToken, read_access_token
from content.documents.work import Audit
from tests.api.oauth.callers import post, service, service_token, terminal, web_app
from tests.api.oauth.flow import Flow


async def test_an_access_token(client: httpx.AsyncClient, directory: Directory) -> None:
    importer = await service(directory)
    token, kept = await service_token(client, importer), await service_token(client, importer)
    answered = await post(client, "revoke", {"token": token}, importer)
    assert (answered.status_code, answered.content) == (200, b"")
    assert answered.headers["Cache-Control"] == "no-store"
    with pytest.raises(InvalidToken, match="revoked"):
        await read_access_token(directory, token)
    await read_access_token(directory, kept)
    assert (await post(client, "revoke", {"token": token}, importer)).status_code == 200


async def test_a_refresh_token_takes_its_family_with_it(
    client: httpx.AsyncClient, directory: Directory, flow: Flow
) -> None:
    first = await flow.tokens()
    second = (await flow.refresh(first["refresh_token"])).json()
    other = await flow.tokens()
    by_flow = {"client_id": flow.client.id}
    # A wrong hint changes nothing (RFC 7009 section 2.1).
    form = {"token": second["refresh_token"], "token_type_hint": "access_token"} | by_flow
    assert (await post(client, "revoke", form)).status_code == 200
    for dead in (first["access_token"], second["access_token"]):
        with pytest.raises(InvalidToken):
            await read_access_token(directory, dead)
    refused = await flow.refresh(second["refresh_token"])
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")
    await read_access_token(directory, other["access_token"])
    assert (await flow.refresh(other["refresh_token"])).status_code == 200


async def test_row_24_unknown_tokens_and_other_clients(
    client: httpx.AsyncClient, directory: Directory, flow: Flow
) -> None:
    importer, browser = await service(directory), await web_app(directory)
    device = await terminal(directory)
    token, people = await service_token(client, importer), await flow.tokens()
    for unknown in ("unknown", "a.b.c", "x" * 10_000, f"{token}x", '{"$gt":""}'):
        answered = await post(client, "revoke", {"token": unknown}, importer)
        assert (answered.status_code, answered.content) == (200, b"")
    for stranger in (browser, device, await service(directory)):
        for foreign in (token, people["access_token"], people["refresh_token"]):
            answered = await post(client, "revoke", {"token": foreign}, stranger)
            assert (answered.status_code, answered.content) == (200, b"")
    await read_access_token(directory, token)
    await read_access_token(directory, people["access_token"])
    assert (await flow.refresh(people["refresh_token"])).status_code == 200
    revoked = await Audit.get_motor_collection().find_one({"action": "token.revoked"})
    assert revoked is None


async def test_who_may_ask_and_how(client: httpx.AsyncClient, directory: Directory) -> None:
    importer = await service(directory)
    token = await service_token(client, importer)
    unproven = {"token": token, "client_id": importer.client.id}
    assert (await post(client, "revoke", unproven)).status_code == 401
    assert (await post(client, "revoke", {"token": token})).status_code == 401
    assert (await post(client, "revoke", {}, importer)).json()["error"] == "invalid_request"
    assert (await client.get("/oauth/revoke")).status_code == 405
    await read_access_token(directory, token)
