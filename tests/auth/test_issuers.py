"""External issuers: what they publish, where we may be led, whose tokens are believed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import httpx2
import pytest

from auth import accounts
from auth.directory import Directory
from auth.issuers.linking import link
from auth.issuers.published import IssuerAway, Published
from auth.issuers.reaching import GuardedTransport, is_public
from auth.issuers.trusted import RoleMap, WrongIssuers, parsed
from auth.roles import Role
from tests.auth.people import make_user
from tests.issuer import Issuer

QUERY = {"query": "{ viewer { name } }"}


class Ticking:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticking() -> Ticking:
    return Ticking()


@pytest.fixture
def acme() -> Issuer:
    return Issuer()


@pytest.fixture
def published(acme: Issuer, ticking: Ticking) -> Published:
    """What Rolebook knows of an issuer, with time that stands still."""
    http = httpx2.AsyncClient(transport=acme.line)
    return Published(acme.address, http, monotonic=ticking)


# Keys


async def test_keys_are_read_every_ten_minutes(
    published: Published, acme: Issuer, ticking: Ticking
) -> None:
    for seconds in (0, 300, 299):
        ticking.now += seconds
        assert await published.key("acme-1") is not None
    assert acme.line.asked["/keys"] == 1
    ticking.now += 2
    assert await published.key("acme-1") is not None
    assert acme.line.asked["/keys"] == 2


async def test_an_unknown_key_is_looked_for_once_a_minute(
    published: Published, acme: Issuer, ticking: Ticking
) -> None:
    await published.key("acme-1")
    ticking.now += 61
    acme.rotate()
    assert await published.key("acme-1+") is not None
    for number in range(50):
        ticking.now += 1
        assert await published.key(f"unknown-{number}") is None
    assert acme.line.asked["/keys"] == 2
    ticking.now += 61
    await asyncio.gather(*(published.key(f"unknown-{number}") for number in range(50)))
    assert acme.line.asked["/keys"] == 3


async def test_an_issuer_that_is_down_is_remembered(
    published: Published, acme: Issuer, ticking: Ticking
) -> None:
    await published.key("acme-1")
    acme.line.is_cut = True
    ticking.now += 86_400
    assert await published.key("acme-1") is not None
    assert (await published.metadata()).token_endpoint == "https://login.acme.test/token"
    acme.line.is_cut = False
    acme.rotate()
    ticking.now += 61
    assert await published.key("acme-1+") is not None


async def test_an_issuer_never_heard_is_away(published: Published, acme: Issuer) -> None:
    acme.line.is_cut = True
    with pytest.raises(IssuerAway):
        await published.key("acme-1")


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://login.acme.test/"},
        {"issuer": None},
        {"jwks_uri": "http://login.acme.test/keys"},
        {"jwks_uri": "file:///etc/passwd"},
        {"token_endpoint": "http://169.254.169.254/"},
        {"token_endpoint": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "https://user@login.acme.test/"},
    ],
    ids=str,
)
async def test_metadata_that_says_something_else_is_not_believed(
    told: dict[str, Any], published: Published, acme: Issuer
) -> None:
    acme.metadata = told
    with pytest.raises(IssuerAway):
        await published.metadata()


# Row 62: where we may be led

PRIVATE = [
    "127.0.0.1",
    "10.0.0.1",
    "192.168.1.1",
    "172.16.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104  # only judged
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111"])
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


Answer = Callable[[bytes], bytes]


@asynccontextmanager
async def listening(answer: bytes) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A port of this machine that answers the same to all, and what it was asked."""
    heard: list[bytes] = []

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(hear, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], heard
    finally:
        server.close()


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "[::ffff:127.0.0.1]"])  # noqa: S104
async def test_this_machine_is_not_reached(host: str) -> None:
    async with (
        listening(OK) as (port, heard),
        httpx2.AsyncClient(transport=GuardedTransport()) as http,
    ):
        with pytest.raises(httpx2.ConnectError):
            await http.get(f"http://{host}:{port}/keys")
        assert heard == []


async def test_a_place_the_operator_named_may_be_private_and_no_other() -> None:
    async with listening(OK) as (port, heard), listening(OK) as (other, also):
        transport = GuardedTransport([("127.0.0.1", port)])
        async with httpx2.AsyncClient(transport=transport) as http:
            assert (await http.get(f"http://127.0.0.1:{port}/")).json() == {}
            with pytest.raises(httpx2.ConnectError):
                await http.get(f"http://127.0.0.1:{other}/")
        assert (len(heard), also) == (1, [])


async def test_a_redirect_is_not_followed() -> None:
    async with listening(OK) as (other, heard):
        lines = ["HTTP/1.1 302 Found", f"Location: http://127.0.0.1:{other}/", "Content-Length: 0"]
        async with listening("\r\n".join([*lines, "", ""]).encode()) as (port, _):
            http = httpx2.AsyncClient(transport=GuardedTransport([("127.0.0.1", port)]))
            known = Published(f"http://127.0.0.1:{port}", http)
            with pytest.raises(IssuerAway):
                await known.metadata()
            await http.aclose()
        assert heard == []


async def test_a_name_is_judged_when_it_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers with a public address first, and with ours the second time."""
    loop = asyncio.get_running_loop()
    asked: list[str] = []

    async def rebinding(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        asked.append(host)
        address = "1.1.1.1" if len(asked) == 1 else "127.0.0.1"
        return [(2, 1, 6, "", (address, port))]

    connected: list[str] = []

    async def connect(_self: object, host: str, *_: object, **__: object) -> None:
        connected.append(host)
        import httpcore2

        raise httpcore2.ConnectError("nobody is there")

    monkeypatch.setattr(loop, "getaddrinfo", rebinding)
    monkeypatch.setattr("httpcore2.AnyIOBackend.connect_tcp", connect)
    async with httpx2.AsyncClient(transport=GuardedTransport()) as http:
        for _ in range(2):
            with pytest.raises(httpx2.ConnectError):
                await http.get("http://rebinding.test/")
    assert (asked, connected) == (["rebinding.test"] * 2, ["1.1.1.1"])


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n" + b" " * 2_000_000,
    ],
    ids=["packed", "long"],
)
async def test_an_answer_that_is_packed_or_long_is_not_read(answer: bytes) -> None:
    async with listening(answer) as (port, _):
        transport = GuardedTransport([("127.0.0.1", port)])
        async with httpx2.AsyncClient(transport=transport) as http:
            with pytest.raises(httpx2.HTTPError):
                await http.get(f"http://127.0.0.1:{port}/")


# Bearer tokens of an external issuer


@pytest.fixture
async def linked(acme: Issuer, directory: Directory) -> str:
    """An account linked to the issuer's one person, who may use its tokens here."""
    directory.issuers.trust([acme.party(audience="https://api.test")])
    user = await make_user(directory, Role.EDITOR)
    await link(directory, user.id, acme.address, acme.subject, by="operator:t")
    await asyncio.sleep(0.002)
    return user.id


async def ask(client: httpx.AsyncClient, token: str) -> int:
    """The status of one small query."""
    headers = {"Authorization": f"Bearer {token}"}
    return (await client.post("/editor/graphql", json=QUERY, headers=headers)).status_code


@pytest.mark.usefixtures("linked")
async def test_an_issuers_token_is_believed(client: httpx.AsyncClient, acme: Issuer) -> None:
    assert await ask(client, acme.access_token()) == 200
    assert await ask(client, acme.access_token(aud=["other", "https://api.test"])) == 200
    assert await ask(client, acme.access_token(typ="at+jwt")) == 200


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "rolebook-at-acme"},
        {"aud": "http://rolebook.test/editor/graphql"},
        {"sub": "somebody else"},
        {"exp": 1_000_000_000},
        {"iat": 4_000_000_000},
        {"iss": "https://login.acme.test/"},
        {"events": {}},
        {"scope": 5},
        {"typ": "logout+jwt"},
    ],
    ids=str,
)
async def test_an_issuers_bad_token_is_refused(
    changed: dict[str, Any], client: httpx.AsyncClient, acme: Issuer
) -> None:
    assert await ask(client, acme.access_token(**changed)) == 401


@pytest.mark.usefixtures("linked")
async def test_a_strangers_token_is_refused(client: httpx.AsyncClient, acme: Issuer) -> None:
    assert await ask(client, Issuer().access_token()) == 401
    good = acme.access_token()
    assert await ask(client, good[:-4] + "AAAA") == 401


async def test_an_issuer_without_an_audience_has_no_tokens_here(
    client: httpx.AsyncClient, acme: Issuer, directory: Directory
) -> None:
    directory.issuers.trust([acme.party()])
    user = await make_user(directory, Role.EDITOR)
    await link(directory, user.id, acme.address, acme.subject, by="operator:t")
    assert await ask(client, acme.access_token()) == 401


async def test_a_change_of_the_account_voids_an_issuers_token(
    client: httpx.AsyncClient, acme: Issuer, linked: str, directory: Directory
) -> None:
    changes: list[Callable[[], Awaitable[object]]] = [
        lambda: accounts.change_role(directory, linked, Role.VIEWER, by="operator:t"),
        lambda: accounts.disable(directory, linked, by="operator:t"),
    ]
    for change in changes:
        token = acme.access_token()
        assert await ask(client, token) == 200
        await change()
        assert await ask(client, token) == 401
        directory.issuers.accounts._kept.clear()
        await asyncio.sleep(0.002)
    assert await ask(client, acme.access_token()) == 401


async def test_an_issuer_that_was_never_heard_is_no_guess(
    client: httpx.AsyncClient, acme: Issuer, linked: str
) -> None:
    assert linked
    acme.line.is_cut = True
    assert await ask(client, acme.access_token()) == 503


# What an operator writes


def test_issuers_of_the_settings() -> None:
    (one,) = parsed(
        '[{"name": "acme", "issuer": "https://a.test", "client_id": "x", "client_secret": "hush",'
        ' "roles": {"claim": "r", "map": {"w": "editor"}}, "create_accounts": "viewer"}]'
    )
    assert (one.scopes, one.shown) == (("openid", "profile", "email"), "acme")
    assert one.roles == RoleMap(claim="r", map={"w": Role.EDITOR})
    assert "hush" not in repr(one)


BASE = '"name": "acme", "issuer": "https://a.test", "client_id": "x"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "JSON list"),
        ("{}", "tuple"),
        ('[{"name": "acme"}]', "0.issuer"),
        ("[{" + BASE.replace("acme", "rolebook") + "}]", "other than 'rolebook'"),
        ("[{" + BASE.replace("https://a.test", "a.test") + "}]", "not an address"),
        ("[{" + BASE + ', "scopes": ["email"]}]', "they must hold openid"),
        ("[{" + BASE + ', "audience": "x"}]', "audience"),
        ("[{" + BASE + ', "create_accounts": "admin"}]', "create_accounts"),
        ("[{" + BASE + ', "allowed_domains": ["@a"]}]', "not a domain"),
        ("[{" + BASE + ', "roles": {"claim": "r", "map": {"a": "owner"}}}]', "roles.map.a"),
        ("[{" + BASE + ', "verify": false}]', "verify"),
        ("[{" + BASE + "},{" + BASE + "}]", "the same name"),
    ],
)
def test_issuers_that_cannot_be_meant(text: str, said: str) -> None:
    with pytest.raises(WrongIssuers, match=said):
        parsed(text)
