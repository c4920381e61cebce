"""Tokens bent in one place: none is believed, and nothing is fetched or looked up for one."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey, RSAKey

from auth.directory import Directory
from auth.tokens import keys
from tests.auth.asking import ask, code_of
from tests.auth.forging import by_key, claims_of, encoded, signed
from tests.auth.tokens import CLIENT

Make = Callable[[Directory], Awaitable[str]]


def changed(**claims: Any) -> Make:
    """A token with some claims changed."""
    return lambda directory: signed(directory, **claims)


def headed(**header: Any) -> Make:
    """A token with some header members changed."""
    return lambda directory: signed(directory, header)


def shifted(claim: str, seconds: float) -> Make:
    """A token with one time moved away from now."""

    async def make(directory: Directory) -> str:
        moved: dict[str, Any] = {claim: directory.clock().timestamp() + seconds}
        return await signed(directory, **moved)

    return make


async def unsigned(directory: Directory, algorithm: str, signature: bytes = b"") -> str:
    """A token that says it needs no signature, or has another algorithm's."""
    header = {"alg": algorithm, "typ": "at+jwt"}
    claims = await claims_of(directory)
    return f"{encoded(header)}.{encoded(claims)}.{encoded(signature)}"


async def without_its_signature(directory: Directory) -> str:
    return (await signed(directory)).rpartition(".")[0] + "."


async def another_payload(directory: Directory) -> str:
    header, _, signature = (await signed(directory)).split(".")
    return f"{header}.{encoded(await claims_of(directory, role='admin'))}.{signature}"


async def signed_with_our_public_key(directory: Directory) -> str:
    """HS256, its secret the public key that everybody can read (RFC 8725 section 2.1)."""
    key = await directory.keys.signing(directory)
    header = {"alg": "HS256", "typ": "at+jwt", "kid": key.kid}
    signing_input = f"{encoded(header)}.{encoded(await claims_of(directory))}"
    secret = key.as_pem(private=False)
    signature = hmac.digest(secret, signing_input.encode(), hashlib.sha256)
    return f"{signing_input}.{encoded(signature)}"


async def signed_by(directory: Directory, key: Any, **header: Any) -> str:
    told = {"alg": "ES256", "typ": "at+jwt", **header}
    payload = json.dumps(await claims_of(directory)).encode()
    return by_key(key, told, payload)


async def by_another_key_of_that_name(directory: Directory) -> str:
    ours = await directory.keys.signing(directory)
    return await signed_by(directory, ECKey.generate_key("P-256"), kid=ours.kid)


async def by_another_kind_of_key(directory: Directory) -> str:
    ours = await directory.keys.signing(directory)
    return await signed_by(directory, RSAKey.generate_key(2048), kid=ours.kid, alg="RS256")


async def with_its_own_key(directory: Directory) -> str:
    key = ECKey.generate_key("P-256")
    ours = await directory.keys.signing(directory)
    return await signed_by(directory, key, kid=ours.kid, jwk=key.as_dict(private=False))


async def encrypted(_directory: Directory) -> str:
    """Five parts, as an encrypted token has: a bomb of zeros would unpack here."""
    header = {"alg": "dir", "enc": "A256GCM", "zip": "DEF"}
    return ".".join([encoded(header), "", encoded(b"iv"), encoded(b"\0" * 500), encoded(b"tag")])


async def huge_number(directory: Directory) -> str:
    key = await directory.keys.signing(directory)
    payload = json.dumps(await claims_of(directory, exp=1)).replace('"exp": 1', '"exp": 1e400')
    return by_key(key, {"alg": "ES256", "typ": "at+jwt", "kid": key.kid}, payload.encode())


REFUSED: dict[str, Make] = {
    # 25
    "alg none": lambda d: unsigned(d, "none"),
    "alg None": lambda d: unsigned(d, "None"),
    "empty signature": without_its_signature,
    "another payload": another_payload,
    # 26
    "HS256 by our public key": signed_with_our_public_key,
    "another algorithm's key": by_another_kind_of_key,
    # 27
    "crit": headed(crit=["exp"], exp=1),
    "crit b64": headed(crit=["b64"], b64=True),
    "its own key in the header": with_its_own_key,
    # 28
    "unknown kid": headed(kid="unknown"),
    "kid is a path": headed(kid="../../etc/passwd"),
    "kid is an injection": headed(kid="' OR 1=1"),
    "kid is a list": headed(kid=["a"]),
    "kid is an operator": headed(kid={"$gt": ""}),
    "no kid": headed(kid=None),
    "another key of that name": by_another_key_of_that_name,
    # 29
    "another issuer": changed(iss="https://evil.example"),
    "issuer with a slash": changed(iss="http://rolebook.test/"),
    "issuer of the same prefix": changed(iss="http://rolebook.test.evil.example"),
    "no issuer": changed(iss=None),
    "another audience": changed(aud="http://rolebook.test/graphql"),
    "audience list without us": changed(aud=["http://rolebook.test", CLIENT]),
    "audience list with a number": changed(aud=["http://rolebook.test/editor/graphql", 5]),
    "no audience": changed(aud=None),
    # 30
    "no typ": headed(typ=None),
    "typ JWT": headed(typ="JWT"),
    "typ of a logout token": headed(typ="logout+jwt"),
    "typ is a list": headed(typ=["at+jwt"]),
    # 31
    "expired 31 s ago": shifted("exp", -31),
    "nbf in 31 s": shifted("nbf", 31.5),
    "iat in 31 s": shifted("iat", 31.5),
    # 32
    "exp is text": changed(exp="9999999999"),
    "exp is infinite": huge_number,
    "exp is negative": changed(exp=-1),
    "exp is true": changed(exp=True),
    "exp is in the year 10000": changed(exp=2**53),
    "no exp": changed(exp=None),
    "iat is text": changed(iat="now"),
    "sub is a number": changed(sub=5),
    "sub is empty": changed(sub=""),
    "no sub": changed(sub=None),
    "no jti": changed(jti=None),
    "scope is a list": changed(scope=["content:read"]),
    "role is unknown": changed(role="owner"),
    "role is a list": changed(role=["admin"]),
    "kind is unknown": changed(kind="operator"),
    "grants are text": changed(grants="all"),
    "grants of another form": changed(grants=[{"type": "ROLE"}]),
    "person without auth_time": changed(auth_time=None),
    "encrypted": encrypted,
    "not a token": lambda _: _text("hello"),
    "two parts": lambda _: _text("e30.e30"),
    "a header that is a list": lambda _: _text(f"{encoded(b'[]')}.e30.e30"),
}


async def _text(token: str) -> str:
    return token


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
async def test_a_bad_token_is_refused(
    make: Make, client: httpx.AsyncClient, directory: Directory
) -> None:
    response = await ask(client, await make(directory))
    assert (response.status_code, code_of(response)) == (401, "UNAUTHENTICATED"), response.text
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


ACCEPTED: dict[str, Make] = {
    "expired 29 s ago": shifted("exp", -29),
    "nbf in 29 s": shifted("nbf", 29),
    "iat in 29 s": shifted("iat", 29),
    "an audience list with us": changed(
        aud=["http://a.test", "http://rolebook.test/editor/graphql"]
    ),
    "typ in full": headed(typ="application/at+jwt"),
    "keys in the header are not looked at": headed(
        jku="http://127.0.0.1:9/keys", x5u="http://127.0.0.1:9/c", jwk={"kty": "oct", "k": "AA"}
    ),
}


@pytest.mark.parametrize("make", ACCEPTED.values(), ids=ACCEPTED.keys())
async def test_what_is_unusual_and_right_is_believed(
    make: Make, client: httpx.AsyncClient, directory: Directory
) -> None:
    response = await ask(client, await make(directory))
    assert response.status_code == 200, response.text


@pytest.fixture
async def listener() -> AsyncIterator[tuple[int, list[object]]]:
    """A port of this machine, and who connected to it."""
    heard: list[object] = []

    async def hear(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(writer.get_extra_info("peername"))
        writer.close()

    server = await asyncio.start_server(hear, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1], heard
    server.close()


async def test_nothing_is_fetched_for_a_header(
    client: httpx.AsyncClient, directory: Directory, listener: tuple[int, list[object]]
) -> None:
    port, heard = listener
    url = f"http://127.0.0.1:{port}/keys"
    for kid in ("unknown", (await directory.keys.signing(directory)).kid):
        key = ECKey.generate_key("P-256")
        token = await signed_by(directory, key, kid=kid, jku=url, x5u=url)
        assert (await ask(client, token)).status_code == 401
    await asyncio.sleep(0)
    assert heard == []


async def test_unknown_keys_do_not_cost_a_query_each(
    client: httpx.AsyncClient, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(client, await signed(directory))
    read = []

    async def stored(_directory: Directory) -> list[object]:
        read.append(1)
        return []

    monkeypatch.setattr(keys, "stored", stored)
    for number in range(20):
        assert (
            await ask(client, await signed(directory, {"kid": f"k{number}"}))
        ).status_code == 401
    assert len(read) <= 1
