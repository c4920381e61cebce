"""The registry of clients: what may be registered, and what is kept of it."""

from dataclasses import replace
from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from starlette.applications import Starlette

from auth import clients
from auth.clients.client_keys import checked_keys
from auth.clients.redirect_uris import complaint, is_registered
from auth.clients.registration import ClientRefused, Registration
from auth.directory import Directory
from auth.documents.clients import AuthMethod, Client, GrantType
from auth.roles import Role
from auth.scopes import ALL_SCOPES
from auth.sealing import hashed
from auth.store import collection
from content.documents.work import Audit

BY = "operator:tests"
WEB = Registration(
    name="Careers",
    auth_method=AuthMethod.CLIENT_SECRET_BASIC,
    grant_types=[GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN],
    scopes=["openid", "content:read"],
    redirect_uris=["https://app.example.com/callback"],
)
SERVICE = Registration(
    name="Importer",
    auth_method=AuthMethod.CLIENT_SECRET_BASIC,
    grant_types=[GrantType.CLIENT_CREDENTIALS],
    scopes=["content:read"],
)
PUBLIC_KEY = ECKey.generate_key("P-256").as_dict(private=False)


@pytest.fixture
def directory(client: httpx.AsyncClient) -> Directory:
    """The directory of an app without accounts or clients of anybody's making."""
    transport: Any = client._transport
    app: Starlette = transport.app
    opened: Directory = app.state.directory
    return opened


async def registered_ids(directory: Directory) -> list[str]:
    """Every client that is not built in."""
    return [each.id for each in await clients.listed(directory) if each.id not in clients.BUILT_IN]


GOOD_URIS = [
    ("https://app.example.com/callback", False),
    ("https://app.example.com:8443/callback?tenant=1", False),
    ("http://127.0.0.1/callback", False),
    ("http://127.0.0.1:4000/callback", True),
    ("http://[::1]/callback", True),
    ("http://localhost:3000/callback", False),
    ("com.example.app:/callback", True),
    ("com.example.app://callback", True),
]
BAD_URIS = [
    ("http://app.example.com/callback", True),
    ("http://127.0.0.1.evil.example/", True),
    ("http://127.1/callback", True),
    ("https:///callback", False),
    ("https:app.example.com", False),
    ("https://*.example.com/callback", False),
    ("https://app.example.com/callback#fragment", False),
    ("https://app.example.com/callback#", False),
    ("https://user@app.example.com/callback", False),
    ("https://app.example.com@evil.example/", False),
    ("https://app.example.com/a/../callback", False),
    ("https://app.example.com/a/%2e%2e/callback", False),
    ("https://App.example.com/callback", False),
    ("HTTPS://app.example.com/callback", False),
    ("https://app.example.com:99999/callback", False),
    ("https://app.example.com\\@evil.example/", False),
    ("https://bücher.example/callback", False),
    ("https://app.example.com/call back", False),
    ("https://app.example.com/\r\nX: 1", False),
    ("https://[::1/callback", False),
    ("javascript:alert(1)", True),
    ("data:text/html,x", True),
    ("file:///etc/passwd", True),
    ("myapp:/callback", True),
    ("com.example.app:/callback", False),
    ("/callback", True),
    ("", True),
    (f"https://app.example.com/{'x' * 2_000}", False),
]


@pytest.mark.parametrize(("uri", "native"), GOOD_URIS)
def test_addresses_that_may_be_registered(uri: str, native: bool) -> None:
    assert complaint(uri, native=native) is None


@pytest.mark.parametrize(("uri", "native"), BAD_URIS)
def test_addresses_that_may_not(uri: str, native: bool) -> None:
    assert complaint(uri, native=native)


def test_a_loopback_address_without_a_port_matches_on_every_port() -> None:
    registered = ["http://127.0.0.1/callback", "http://[::1]/callback", "http://localhost/callback"]
    for host in ("127.0.0.1", "[::1]"):
        assert is_registered(f"http://{host}:51004/callback", registered, native=True)
        assert not is_registered(f"http://{host}:51004/callback", registered, native=False)
        assert not is_registered(f"http://{host}:51004/callback/", registered, native=True)
        assert not is_registered(f"https://{host}:51004/callback", registered, native=True)
        assert not is_registered(f"http://{host}:x/callback", registered, native=True)
        assert not is_registered(f"http://a@{host}:51004/callback", registered, native=True)
    assert not is_registered("http://localhost:51004/callback", registered, native=True)
    assert not is_registered("http://127.0.0.1:051004/callback", registered, native=True)
    fixed = ["http://127.0.0.1:4000/callback"]
    assert not is_registered("http://127.0.0.1:4001/callback", fixed, native=True)


BAD_REGISTRATIONS: dict[str, Registration] = {
    "name": replace(WEB, name="two\nlines"),
    "1 to 100": replace(WEB, name="x" * 101),
    "on one line": replace(WEB, name=""),
    "redirect URI": replace(WEB, redirect_uris=()),
    "lower case": replace(WEB, redirect_uris=["https://APP.example.com/"]),
    "cannot be registered": replace(WEB, post_logout_redirect_uris=["http://evil.example"]),
    "at most 20": replace(WEB, redirect_uris=[f"https://a.example/{n}" for n in range(21)]),
    "no scope 'no:such'": replace(WEB, scopes=["no:such"]),
    "at least one scope": replace(WEB, scopes=[]),
    "to begin with": replace(WEB, grant_types=[GrantType.REFRESH_TOKEN]),
    "of its own": replace(WEB, grant_types=[*WEB.grant_types, GrantType.CLIENT_CREDENTIALS]),
    "private_key_jwt has keys": replace(WEB, keys=[PUBLIC_KEY]),
    "between 1 and 10": replace(WEB, auth_method=AuthMethod.PRIVATE_KEY_JWT),
    "cannot be public": replace(SERVICE, auth_method=AuthMethod.NONE),
    "users:manage": replace(SERVICE, role=Role.ADMIN, scopes=["users:manage"]),
    "clients:manage": replace(SERVICE, role=Role.ADMIN, scopes=["clients:manage"]),
    "about people": replace(SERVICE, scopes=["openid"]),
    "viewer does not hold content:write": replace(SERVICE, scopes=["content:write"]),
    "sign in to has": replace(SERVICE, redirect_uris=["https://app.example.com/"]),
}


@pytest.mark.parametrize("told", BAD_REGISTRATIONS)
async def test_what_may_not_be_registered(directory: Directory, told: str) -> None:
    with pytest.raises(ClientRefused, match=told):
        await clients.create(directory, BAD_REGISTRATIONS[told], by=BY)
    assert await registered_ids(directory) == []


def key(kind: Any, size: Any, **more: Any) -> dict[str, Any]:
    """A fresh public key."""
    return {**kind.generate_key(size).as_dict(private=False), **more}


@pytest.mark.filterwarnings("ignore:Key size should be")
def test_keys_that_may_not_be_registered() -> None:
    private = ECKey.generate_key("P-256").as_dict(private=True)
    bad: list[Any] = [
        private,
        RSAKey.generate_key(2048).as_dict(private=True),
        OctKey.generate_key(256).as_dict(),
        key(RSAKey, 1024),
        key(ECKey, "P-384"),
        key(OKPKey, "X25519"),
        {**PUBLIC_KEY, "alg": "HS256"},
        {**PUBLIC_KEY, "alg": "none"},
        {**PUBLIC_KEY, "use": "enc"},
        {**PUBLIC_KEY, "x": "AAAA"},
        {**PUBLIC_KEY, "kid": 7},
        {**PUBLIC_KEY, "kid": ""},
        {**PUBLIC_KEY, "kty": ["EC"]},
        {**PUBLIC_KEY, "crv": {"$gt": ""}},
        {"kty": "EC", "crv": "P-256"},
        {},
        "key",
        None,
    ]
    for each in bad:
        with pytest.raises(Exception, match=r"key|kid|JWK") as told:
            checked_keys([each])
        assert type(told.value).__name__ == "KeyRefused", each
    with pytest.raises(Exception, match="same kid"):
        checked_keys([{**PUBLIC_KEY, "kid": "a"}, {**key(ECKey, "P-256"), "kid": "a"}])


def test_only_what_is_public_and_needed_is_kept_of_a_key() -> None:
    kept = checked_keys([{**PUBLIC_KEY, "x5u": "https://evil.example", "note": "hello"}])[0]
    assert set(kept) == {"kty", "crv", "x", "y", "kid", "alg", "use"}
    assert checked_keys([{**PUBLIC_KEY, "kid": "mine"}])[0]["kid"] == "mine"


async def test_a_client_from_creation_to_the_end(directory: Directory) -> None:
    first = await clients.create(directory, WEB, by=BY)
    assert first.secret is not None
    assert first.client.id.startswith("cli_")
    stored = await collection(Client).find_one({"_id": first.client.id})
    assert stored is not None
    assert stored["secret_hash"] == hashed(first.secret)
    assert first.secret not in str(stored)
    second = await clients.create(directory, replace(WEB, auth_method=AuthMethod.NONE), by=BY)
    assert second.secret is None
    assert await registered_ids(directory) == [first.client.id, second.client.id]
    rotated = await clients.rotate(directory, first.client.id, by=BY)
    assert rotated.secret not in (None, first.secret)
    with pytest.raises(ClientRefused, match="no secret"):
        await clients.rotate(directory, second.client.id, by=BY)
    assert (await clients.revoke(directory, first.client.id, by=BY)).disabled
    with pytest.raises(ClientRefused, match="is revoked"):
        await clients.rotate(directory, first.client.id, by=BY)
    for unknown in ("cli_nobody", "", "a\0b", "\ud800", '{"$gt":""}'):
        with pytest.raises(ClientRefused, match="There is no client"):
            await clients.revoke(directory, unknown, by=BY)
        assert await clients.find(directory, unknown) is None
    rows = await Audit.get_motor_collection().find({}).sort("_id", 1).to_list(None)
    actions = [row["action"] for row in rows]
    assert actions == ["client.created", "client.created", "client.rotated", "client.revoked"]
    assert {row["by"] for row in rows} == {BY}
    assert first.secret not in str(rows)
    assert str(rotated.secret) not in str(rows)


async def test_the_built_in_clients(directory: Directory) -> None:
    for secret in ("first", "second"):
        await clients.ensure_built_in_clients(directory, secret)
        admin = await clients.find(directory, clients.ADMIN_CLIENT)
        assert admin is not None
        assert admin.secret_hash == hashed(secret)
    command_line = await clients.find(directory, clients.CLI_CLIENT)
    assert admin is not None
    assert command_line is not None
    assert admin.redirect_uris == [f"{directory.issuer}/session/callback/rolebook"]
    assert set(admin.scopes) == set(command_line.scopes) == ALL_SCOPES
    assert (admin.first_party, command_line.first_party) == (True, True)
    assert command_line.auth_method is AuthMethod.NONE
    assert GrantType.CLIENT_CREDENTIALS not in admin.grant_types + command_line.grant_types
    for built_in in clients.BUILT_IN:
        for change in (clients.revoke, clients.rotate):
            with pytest.raises(ClientRefused, match="built in"):
                await change(directory, built_in, by=BY)
    assert {each.id for each in await clients.listed(directory)} == clients.BUILT_IN
