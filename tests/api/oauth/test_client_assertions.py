"""private_key_jwt: what an assertion must be, and everything that it must not be."""

import hashlib
import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from joserfc.registry import Header

from auth import clients
from auth.clients import Registered
from auth.clients.registration import Registration
from auth.directory import Directory
from auth.documents.clients import AuthMethod, GrantType
from tests.api.oauth.callers import post
from tests.api.oauth.flow import Clock
from tests.conftest import PUBLIC_URL

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
KEY = ECKey.generate_key("P-256", {"kid": "first"})
OTHER = ECKey.generate_key("P-256", {"kid": "first"})


async def registered(directory: Directory, *keys: Any) -> Registered:
    """A service account that signs."""
    wanted = Registration(
        name="Signer",
        auth_method=AuthMethod.PRIVATE_KEY_JWT,
        grant_types=[GrantType.CLIENT_CREDENTIALS],
        scopes=["content:read"],
        keys=[key.as_dict(private=False) for key in keys or (KEY,)],
    )
    return await clients.create(directory, wanted, by="operator:tests")


def claims_of(signer: Registered, **changes: Any) -> dict[str, Any]:
    """Good claims, with changes; a time is told as its distance from now, None leaves out."""
    now = int(time.time())
    claims: dict[str, Any] = {
        "iss": signer.client.id,
        "sub": signer.client.id,
        "aud": PUBLIC_URL,
        "iat": now,
        "exp": now + 60,
        "jti": f"{time.monotonic_ns()}",
    }
    for name, value in changes.items():
        claims[name] = now + value.total_seconds() if isinstance(value, timedelta) else value
    return {name: value for name, value in claims.items() if value is not None}


def signed(claims: dict[str, Any], key: Any = KEY, alg: str = "ES256", **header: Any) -> str:
    """The claims, signed."""
    kid = {} if "kid" in header else {"kid": key.kid or "first"}
    full: Header = {"alg": alg, **kid, **header}
    return jwt.encode(full, claims, key, algorithms=[alg])


async def send(http: httpx.AsyncClient, assertion: str, **more: str) -> httpx.Response:
    """A token request with the assertion."""
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": TYPE,
        "client_assertion": assertion,
    }
    return await post(http, "token", form | more)


def part(value: Any) -> str:
    """One part of a JWT."""
    return urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


async def test_a_good_assertion_works_once(client: httpx.AsyncClient, directory: Directory) -> None:
    signer = await registered(directory)
    for audience in (PUBLIC_URL, f"{PUBLIC_URL}/oauth/token", [PUBLIC_URL]):
        assertion = signed(claims_of(signer, aud=audience))
        answered = await send(client, assertion, client_id=signer.client.id)
        assert answered.status_code == 200, answered.text
        again = await send(client, assertion)
        assert (again.status_code, again.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    ("key", "alg"),
    [
        (RSAKey.generate_key(2048, {"kid": "rsa"}), "RS256"),
        (OKPKey.generate_key("Ed25519", {"kid": "okp"}), "EdDSA"),
        (ECKey.generate_key("P-256"), "ES256"),
    ],
)
@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
async def test_every_kind_of_key(
    client: httpx.AsyncClient, directory: Directory, key: Any, alg: str
) -> None:
    signer = await registered(directory, key)
    stored = signer.client.keys[0]
    assertion = signed(claims_of(signer), key, alg, kid=stored["kid"])
    assert (await send(client, assertion)).status_code == 200
    # A single key need not be named.
    unnamed = jwt.encode({"alg": alg}, claims_of(signer), key, algorithms=[alg])
    assert (await send(client, unnamed)).status_code == 200


BAD_CLAIMS: list[dict[str, Any]] = [
    {"aud": "https://elsewhere.example.com"},
    {"aud": f"{PUBLIC_URL}/"},
    {"aud": f"{PUBLIC_URL}.evil.example"},
    {"aud": [PUBLIC_URL, "https://elsewhere.example.com"]},
    {"aud": None},
    {"aud": []},
    {"aud": {"$ne": 1}},
    {"iss": "somebody else"},
    {"exp": timedelta(seconds=-31)},
    {"exp": timedelta(seconds=3_600)},
    {"exp": None},
    {"exp": "2100000000"},
    {"exp": True},
    {"iat": timedelta(seconds=-3_600)},
    {"iat": timedelta(seconds=3_600)},
    {"nbf": timedelta(seconds=3_600)},
    {"jti": None},
    {"jti": 7},
    {"jti": "x" * 256},
    {"jti": {"$gt": ""}},
]


@pytest.mark.parametrize("changes", BAD_CLAIMS, ids=str)
async def test_wrong_claims(
    client: httpx.AsyncClient, directory: Directory, changes: dict[str, Any]
) -> None:
    signer = await registered(directory)
    answered = await send(client, signed(claims_of(signer, **changes)))
    assert (answered.status_code, answered.json()["error"]) == (401, "invalid_client")


def _none(claims: dict[str, Any]) -> str:
    return f"{part({'alg': 'none', 'kid': 'first'})}.{part(claims)}."


def _none_capital(claims: dict[str, Any]) -> str:
    return f"{part({'alg': 'NONE', 'kid': 'first'})}.{part(claims)}."


def _without_signature(claims: dict[str, Any]) -> str:
    return f"{signed(claims).rpartition('.')[0]}."


def _hs256_with_the_public_key(claims: dict[str, Any]) -> str:
    public = OctKey.import_key(json.dumps(KEY.as_dict(private=False)))
    return signed(claims, public, "HS256", kid="first")


def _hs256_with_the_public_pem(claims: dict[str, Any]) -> str:
    header, payload = part({"alg": "HS256", "kid": "first"}), part(claims)
    made = hmac.digest(KEY.as_pem(private=False), f"{header}.{payload}".encode(), hashlib.sha256)
    return f"{header}.{payload}.{urlsafe_b64encode(made).rstrip(b'=').decode()}"


def _unknown_kid(claims: dict[str, Any]) -> str:
    return signed(claims, kid="second")


def _odd_kid(claims: dict[str, Any]) -> str:
    header = part({"alg": "ES256", "kid": ["first"]})
    return ".".join([header, *signed(claims).split(".")[1:]])


def _embedded_key(claims: dict[str, Any]) -> str:
    return signed(claims, OTHER, jwk=OTHER.as_dict(private=False))


def _key_address(claims: dict[str, Any]) -> str:
    return signed(claims, OTHER, jku="https://evil.example.com/jwks.json")


def _another_key(claims: dict[str, Any]) -> str:
    return signed(claims, OTHER)


def _changed(claims: dict[str, Any]) -> str:
    header, _, signature = signed(claims).split(".")
    return f"{header}.{part(claims | {'exp': claims['exp'] + 1})}.{signature}"


def _critical(claims: dict[str, Any]) -> str:
    header = part({"alg": "ES256", "kid": "first", "crit": ["exp"], "exp": 1})
    return ".".join([header, *signed(claims).split(".")[1:]])


def _too_long(claims: dict[str, Any]) -> str:
    return signed(claims | {"more": "x" * 9_000})


FORGERIES = [
    _none,
    _none_capital,
    _without_signature,
    _hs256_with_the_public_key,
    _hs256_with_the_public_pem,
    _unknown_kid,
    _odd_kid,
    _embedded_key,
    _key_address,
    _another_key,
    _changed,
    _critical,
    _too_long,
]


@pytest.mark.parametrize("forged", FORGERIES, ids=lambda each: each.__name__)
async def test_forgeries(
    client: httpx.AsyncClient, directory: Directory, forged: Callable[[dict[str, Any]], str]
) -> None:
    signer = await registered(directory)
    answered = await send(client, forged(claims_of(signer)))
    assert (answered.status_code, answered.json()["error"]) == (401, "invalid_client")


async def test_an_assertion_is_no_good_for_another_client(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    signer = await registered(directory)
    other = await registered(directory, ECKey.generate_key("P-256", {"kid": "first"}))
    as_other = claims_of(signer, iss=other.client.id, sub=other.client.id)
    assert (await send(client, signed(as_other))).status_code == 401
    # Two clients may use the same jti.
    for one in (signer, await registered(directory)):
        assert (await send(client, signed(claims_of(one, jti="same")))).status_code == 200


@pytest.mark.parametrize("assertion", ["", "x", "a.b.c", "e30.e30.", "e30.W10.e30"])
async def test_what_is_no_assertion(client: httpx.AsyncClient, assertion: str) -> None:
    answered = await send(client, assertion)
    assert answered.status_code in (400, 401)
    assert answered.json()["error"] in ("invalid_request", "invalid_client")


async def test_the_type_must_be_told_and_the_client_the_same(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    signer, other = await registered(directory), await registered(directory)
    for more in ({"client_assertion_type": "x"}, {"client_id": other.client.id}):
        answered = await send(client, signed(claims_of(signer)), **more)
        assert (answered.status_code, answered.json()["error"]) == (400, "invalid_request")


async def test_a_used_jti_is_remembered_as_long_as_it_could_be_replayed(
    client: httpx.AsyncClient,
    directory: Directory,
    clock: Clock,
) -> None:
    signer = await registered(directory)
    assertion = signed(claims_of(signer))
    assert (await send(client, assertion)).status_code == 200
    clock.turn(seconds=80)  # past its exp, within the leeway
    assert (await send(client, assertion)).status_code == 401
