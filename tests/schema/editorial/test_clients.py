"""Clients through the editorial API: registered, given another secret, revoked."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey

from auth import clients
from auth.directory import Directory
from auth.grants import Grant
from auth.principal import Kind
from auth.roles import Role
from auth.sealing import hashed
from content.documents.work import Audit
from tests.auth.tokens import CLIENT, bearer
from tests.schema.editorial.managing import Admin, audited, is_signed_in

SERVICE: dict[str, Any] = {
    "name": "Importer",
    "grantTypes": ["CLIENT_CREDENTIALS"],
    "role": "EDITOR",
}
WEB: dict[str, Any] = {
    "name": "Careers",
    "grantTypes": ["AUTHORIZATION_CODE", "REFRESH_TOKEN"],
    "redirectUris": ["https://app.example.com/callback"],
}
KEY = ECKey.generate_key("P-256")


async def made(boss: Admin, **given: Any) -> dict[str, Any]:
    """A new service account, and its secret."""
    return await boss.done("createClient", input=SERVICE | given)


async def own(directory: Directory) -> list[str]:
    """Every client that is not built in."""
    return [each.id for each in await clients.listed(directory) if each.id not in clients.BUILT_IN]


async def test_a_service_account(
    boss: Admin, directory: Directory, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = await made(boss, grants=[{"types": ["ROLE"], "locales": ["de"]}])
    client, secret = answer["client"], answer["secret"]
    assert (client["role"], client["authMethod"]) == ("EDITOR", "CLIENT_SECRET_BASIC")
    assert client["scopes"] == ["content:read", "content:write", "interview:read"]
    assert client["grants"] == [{"types": ["ROLE"], "locales": ["de"]}]
    stored = await clients.find(directory, client["id"])
    assert stored is not None
    assert stored.secret_hash == hashed(secret)
    assert stored.grants == [Grant(types=("ROLE",), locales=("de",))]
    assert await audited(client["id"]) == [("client.created", boss.name)]
    kept = str(await Audit.find_all().to_list()) + "".join(capfd.readouterr())
    assert secret not in kept


async def test_its_secret_obtains_a_token(boss: Admin, http: httpx.AsyncClient) -> None:
    answer = await made(boss)
    first = (answer["client"]["id"], answer["secret"])
    form = {"grant_type": "client_credentials"}
    told = await http.post("/oauth/token", data=form, auth=first)
    assert told.status_code == 200, told.text
    headers = {"Authorization": f"Bearer {told.json()['access_token']}"}
    assert await is_signed_in(http, headers)

    rotated = await boss.done("rotateClientSecret", id=first[0])
    assert rotated["secret"] not in (None, first[1])
    assert not await is_signed_in(http, headers)
    assert (await http.post("/oauth/token", data=form, auth=first)).status_code == 401
    second = (first[0], rotated["secret"])
    assert (await http.post("/oauth/token", data=form, auth=second)).status_code == 200

    revoked = await boss.done("revokeClient", id=first[0])
    assert revoked["client"]["disabled"] is True
    assert (await http.post("/oauth/token", data=form, auth=second)).status_code == 401
    actions = [each for each in await audited(first[0]) if each[0].startswith("client.")]
    assert actions == [
        (action, boss.name) for action in ("client.created", "client.rotated", "client.revoked")
    ]
    refused = await boss("rotateClientSecret", id=first[0])
    assert [(each["path"], each["code"]) for each in refused["issues"]] == [("id", "INVALID")]


async def test_clients_that_people_sign_in_to(boss: Admin) -> None:
    web = await boss.done("createClient", input=WEB)
    assert "content:read" in web["client"]["scopes"]
    assert not {"users:manage", "clients:manage"} & set(web["client"]["scopes"])
    public = await boss.done("createClient", input={**WEB, "authMethod": "NONE"})
    assert public["secret"] is None
    key = {**KEY.as_dict(private=False), "kid": "one"}
    with_key = await boss.done(
        "createClient", input={**SERVICE, "authMethod": "PRIVATE_KEY_JWT", "keys": [key]}
    )
    assert with_key["secret"] is None
    found = await boss.read(
        "query($id: ID!) { client(id: $id) { keys createdBy { id } builtIn principal } }",
        id=with_key["client"]["id"],
    )
    assert found["client"]["keys"][0]["kid"] == "one"
    assert "d" not in found["client"]["keys"][0]
    assert found["client"]["createdBy"] == {"id": boss.name}


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({**SERVICE, "role": "ADMIN", "scopes": ["users:manage"]}, "scopes"),
        ({**SERVICE, "role": "ADMIN", "scopes": ["content:read", "clients:manage"]}, "scopes"),
        ({**SERVICE, "scopes": ["content:publish"]}, "scopes"),
        ({**SERVICE, "scopes": ["nonsense"]}, "scopes"),
        ({**SERVICE, "scopes": ["openid"]}, "scopes"),
        ({**SERVICE, "scopes": []}, "scopes"),
        ({**SERVICE, "authMethod": "NONE"}, "authMethod"),
        ({**SERVICE, "grantTypes": []}, "role"),
        ({**WEB, "grantTypes": []}, "grantTypes"),
        ({**WEB, "grantTypes": ["REFRESH_TOKEN"]}, "grantTypes"),
        ({**SERVICE, "grantTypes": ["CLIENT_CREDENTIALS", "REFRESH_TOKEN"]}, "grantTypes"),
        ({**SERVICE, "grants": [{"locales": ["fr"]}]}, "grants.0.locales.0"),
        ({**SERVICE, "name": ""}, "name"),
        ({**SERVICE, "name": "a\nb"}, "name"),
        ({**SERVICE, "redirectUris": ["https://a.example.com/"]}, "redirectUris"),
        ({**WEB, "redirectUris": []}, "redirectUris"),
        ({**WEB, "redirectUris": ["http://app.example.com/"]}, "redirectUris"),
        ({**WEB, "redirectUris": ["javascript:alert(1)"]}, "redirectUris"),
        ({**WEB, "postLogoutRedirectUris": ["https://a/#b"]}, "postLogoutRedirectUris"),
        ({**WEB, "role": "ADMIN"}, "role"),
        ({**WEB, "grants": [{"locales": ["de"]}]}, "grants"),
        ({**WEB, "keys": [{"kty": "EC"}]}, "keys"),
        ({**SERVICE, "authMethod": "PRIVATE_KEY_JWT"}, "keys"),
        ({**SERVICE, "authMethod": "PRIVATE_KEY_JWT", "keys": [KEY.as_dict(private=True)]}, "keys"),
        ({**SERVICE, "authMethod": "PRIVATE_KEY_JWT", "keys": ["key"]}, "keys.0"),
    ],
)
async def test_what_no_client_may_be(
    boss: Admin, directory: Directory, given: dict[str, Any], path: str
) -> None:
    answer = await boss("createClient", input=given)
    assert answer["__typename"] == "ValidationProblem", answer
    assert [each["path"] for each in answer["issues"]] == [path]
    assert await own(directory) == []


@pytest.mark.parametrize("name", ["rotateClientSecret", "revokeClient"])
async def test_what_is_not_there_or_built_in(boss: Admin, name: str) -> None:
    for client_id in ("cli_nobody", "", '{"$gt": ""}', "x" * 5_000):
        answer = await boss(name, id=client_id)
        assert (answer["__typename"], answer["code"]) == ("NotFoundProblem", "NOT_FOUND")
    for client_id in clients.BUILT_IN:
        answer = await boss(name, id=client_id)
        assert [each["path"] for each in answer["issues"]] == ["id"]
    assert await boss.read('{ client(id: "cli_nobody") { id } }') == {"client": None}


async def test_only_people_who_signed_in_a_moment_ago(
    boss: Admin, http: httpx.AsyncClient, directory: Directory
) -> None:
    client_id = (await made(boss))["client"]["id"]
    late = directory.clock() - timedelta(minutes=10, seconds=1)
    stale = await Admin(http, directory, boss.id, signed_in_at=late).sign_in()
    service = await Admin(http, directory, CLIENT, kind=Kind.CLIENT).sign_in()
    for name, given in (
        ("createClient", {"input": SERVICE}),
        ("rotateClientSecret", {"id": client_id}),
        ("revokeClient", {"id": client_id}),
    ):
        assert (await stale(name, **given))["__typename"] == "SignInNotRecentProblem"
        assert (await service(name, **given))["reason"] == "NOT_A_PERSON"
    assert await own(directory) == [client_id]
    assert [action for action, _ in await audited(client_id)] == ["client.created"]


async def test_all_clients(boss: Admin, http: httpx.AsyncClient, directory: Directory) -> None:
    ids = [(await made(boss, name=f"number {number}"))["client"]["id"] for number in range(3)]
    query = """query($after: String) { clients(first: 2, after: $after) {
      totalCount nodes { id builtIn } pageInfo { hasNextPage endCursor } } }"""
    seen, after, has_next = [], None, True
    while has_next:
        found = (await boss.read(query, after=after))["clients"]
        seen += found["nodes"]
        after, has_next = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]
        assert found["totalCount"] == 5
    assert [each["id"] for each in seen if not each["builtIn"]] == ids
    assert [each["builtIn"] for each in seen] == [False] * 3 + [True] * 2
    publisher = await bearer(directory, role=Role.PUBLISHER)
    refused = await http.post("/editor/graphql", json={"query": query}, headers=publisher)
    assert refused.status_code == 403
