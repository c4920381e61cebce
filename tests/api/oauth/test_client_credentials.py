"""Tokens for service accounts: what they hold, and what they can never hold."""

import httpx
import pytest

from auth import clients
from auth.clients.registration import ClientRefused, Registration
from auth.directory import Directory
from auth.documents.clients import AuthMethod, Client, GrantType
from auth.grants import Grant
from auth.roles import Role
from auth.store import collection
from auth.tokens.bearer import read_access_token
from tests.api.oauth.callers import post, service, service_token, terminal, web_app

FORM = {"grant_type": "client_credentials"}


async def test_a_token_says_what_the_service_account_is(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    wanted = Registration(
        name="Translator",
        auth_method=AuthMethod.CLIENT_SECRET_BASIC,
        grant_types=[GrantType.CLIENT_CREDENTIALS],
        scopes=["content:read", "content:write"],
        role=Role.EDITOR,
        grants=[Grant(types=("ROLE_PAGE",), locales=("de",))],
    )
    translator = await clients.create(directory, wanted, by="operator:tests")
    answered = await post(client, "token", FORM, translator)
    body = answered.json()
    assert set(body) == {"access_token", "token_type", "expires_in", "scope"}
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 600)
    assert body["scope"] == "content:read content:write"
    assert answered.headers["Cache-Control"] == "no-store"
    claims = await read_access_token(directory, body["access_token"])
    assert (claims.subject, claims.client_id) == (translator.client.id,) * 2
    assert (claims.kind, claims.role, claims.auth_time) == ("client", Role.EDITOR, None)
    assert claims.grants == (Grant(types=("ROLE_PAGE",), locales=("de",)),)


async def test_fewer_scopes_on_request_and_never_more(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    importer = await service(directory, scopes=("content:read", "content:write"))
    narrowed = await post(client, "token", FORM | {"scope": "content:read"}, importer)
    assert narrowed.json()["scope"] == "content:read"
    for scope in ("content:publish", "content:read openid", "no:such", "content:read  x"):
        refused = await post(client, "token", FORM | {"scope": scope}, importer)
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_scope")


async def test_one_resource(client: httpx.AsyncClient, directory: Directory) -> None:
    importer = await service(directory)
    named = FORM | {"resource": directory.editorial_resource}
    assert (await post(client, "token", named, importer)).status_code == 200
    for resource in ("https://elsewhere.example.com", f"{directory.editorial_resource}/"):
        refused = await post(client, "token", FORM | {"resource": resource}, importer)
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_target")


@pytest.mark.parametrize(
    "grant_type",
    [
        "password",
        "implicit",
        "token",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "CLIENT_CREDENTIALS",
        "unknown",
    ],
)
async def test_row_19_other_grants(
    client: httpx.AsyncClient, directory: Directory, grant_type: str
) -> None:
    importer = await service(directory)
    form = {"grant_type": grant_type, "username": "ada", "password": "x", "assertion": "x"}
    refused = await post(client, "token", form, importer)
    assert (refused.status_code, refused.json()["error"]) == (400, "unsupported_grant_type")


async def test_row_20_a_public_client(client: httpx.AsyncClient, directory: Directory) -> None:
    device = await terminal(directory)
    # Even if its document said that it may.
    await collection(Client).update_one(
        {"_id": device.client.id}, {"$push": {"grant_types": "client_credentials"}}
    )
    refused = await post(client, "token", FORM, device)
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")


async def test_a_client_for_people(client: httpx.AsyncClient, directory: Directory) -> None:
    refused = await post(client, "token", FORM, await web_app(directory))
    assert (refused.status_code, refused.json()["error"]) == (400, "unauthorized_client")


@pytest.mark.parametrize("scope", ["users:manage", "clients:manage"])
async def test_accounts_and_clients_are_managed_by_people(
    client: httpx.AsyncClient, directory: Directory, scope: str
) -> None:
    with pytest.raises(ClientRefused, match=scope):
        await service(directory, Role.ADMIN, ("content:read", scope))
    # Even if its document said that it may.
    importer = await service(directory, Role.ADMIN)
    await collection(Client).update_one({"_id": importer.client.id}, {"$push": {"scopes": scope}})
    for form in (FORM, FORM | {"scope": f"content:read {scope}"}):
        answered = await post(client, "token", form, importer)
        assert scope not in answered.json().get("scope", "")
        claims = await read_access_token(directory, answered.json()["access_token"])
        assert scope not in claims.scopes


async def test_a_role_that_shrank(client: httpx.AsyncClient, directory: Directory) -> None:
    importer = await service(directory, Role.PUBLISHER)
    await collection(Client).update_one(
        {"_id": importer.client.id}, {"$set": {"role": Role.VIEWER.value}}
    )
    answered = await post(client, "token", FORM, importer)
    assert answered.json()["scope"] == "content:read"


async def test_revoking_the_client_voids_its_tokens(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    importer, other = await service(directory), await service(directory)
    token = await service_token(client, importer)
    asked = await post(client, "introspect", {"token": token}, importer)
    assert asked.json()["active"] is True
    kept = await service_token(client, other)
    await clients.revoke(directory, importer.client.id, by="operator:tests")
    with pytest.raises(Exception, match="revoked"):
        await read_access_token(directory, token)
    await read_access_token(directory, kept)
