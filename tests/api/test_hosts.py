"""Which Host is answered, and whose word is taken for where a request came from (row 65)."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from api.hosts import KnownHosts
from api.settings import Settings, read_settings


async def who(request: Request) -> JSONResponse:
    """What the app believes of a request."""
    assert request.client is not None
    return JSONResponse({"client": request.client.host, "scheme": request.url.scheme})


def client_of(settings: Settings, peer: str = "203.0.113.9") -> httpx.AsyncClient:
    """A client that sends from that address."""
    app = Starlette(routes=[Route("/who", who), Route("/livez", who)])
    app.state.settings = settings
    app.add_middleware(KnownHosts)
    transport = httpx.ASGITransport(app, client=(peer, 5000))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")


SETTINGS = {"public_url": "https://Roles.example.com:8443/cms", "allowed_hosts": "inner.test"}


@pytest.mark.parametrize(
    "host",
    [
        "roles.example.com",
        "ROLES.example.com:8443",
        "localhost:8000",
        "127.0.0.1",
        "[::1]:8000",
        "inner.test:80",
    ],
)
async def test_known_hosts_are_answered(host: str) -> None:
    async with client_of(read_settings(**SETTINGS)) as client:
        assert (await client.get("/who", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "roles.example.com.evil.example",
        "xroles.example.com",
        "roles.example.com:8443:80",
        "roles.example.com@evil.example",
        "roles.example.com, evil.example",
        "",
    ],
)
async def test_unknown_hosts_are_refused(host: str) -> None:
    async with client_of(read_settings(**SETTINGS)) as client:
        response = await client.get("/who", headers={"Host": host})
        assert response.status_code == 400
        assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
        probe = await client.get("/livez", headers={"Host": host})
        assert probe.status_code == 200  # an orchestrator asks by address


async def test_two_hosts_are_refused() -> None:
    async with client_of(read_settings(**SETTINGS)) as client:
        twice = [("Host", "roles.example.com"), ("Host", "evil.example")]
        assert (await client.get("/who", headers=twice)).status_code == 400


async def test_the_app_refuses_an_unknown_host(client: httpx.AsyncClient) -> None:
    for path in ("/graphql", "/session/me", "/oauth/authorize", "/account/sign-in"):
        response = await client.get(path, headers={"Host": "evil.example"})
        assert response.status_code == 400
        assert "evil" not in response.text + str(response.headers)


FORWARDED = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"}


async def test_what_a_stranger_forwards_is_ignored() -> None:
    for settings in (read_settings(), read_settings(forwarded_allow_ips="10.0.0.0/8")):
        async with client_of(settings) as client:
            told = (await client.get("/who", headers=FORWARDED)).json()
            assert told == {"client": "203.0.113.9", "scheme": "http"}


@pytest.mark.parametrize("proxy", ["10.1.2.3", "::ffff:10.1.2.3", "::1"])
async def test_what_a_trusted_proxy_forwards_is_believed(proxy: str) -> None:
    settings = read_settings(forwarded_allow_ips="10.0.0.0/8, ::1")
    async with client_of(settings, proxy) as client:
        told = (await client.get("/who", headers=FORWARDED)).json()
        assert told == {"client": "198.51.100.7", "scheme": "https"}


@pytest.mark.parametrize(
    ("forwarded", "client_is"),
    [
        ("1.1.1.1, 198.51.100.7", "198.51.100.7"),  # the first is whatever the client wrote
        ("198.51.100.7, 10.9.9.9", "198.51.100.7"),
        ("1.1.1.1, nonsense", "10.1.2.3"),
        ("10.9.9.9", "10.1.2.3"),
        ("", "10.1.2.3"),
    ],
)
async def test_only_what_our_own_proxies_wrote_counts(forwarded: str, client_is: str) -> None:
    settings = read_settings(forwarded_allow_ips="10.0.0.0/8")
    async with client_of(settings, "10.1.2.3") as client:
        told = await client.get("/who", headers={"X-Forwarded-For": forwarded})
        assert told.json()["client"] == client_is


async def test_a_forwarded_host_never_changes_a_link(client: httpx.AsyncClient) -> None:
    headers = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    for path in ("/session/login", "/.well-known/openid-configuration"):
        response = await client.get(path, headers=headers)
        assert "evil" not in response.text + response.headers.get("location", "")


@pytest.mark.parametrize("path", ["/session/login?return_to=/a%0d%0aSet-Cookie:%20x=y"])
async def test_line_breaks_never_reach_a_header(path: str, client: httpx.AsyncClient) -> None:
    response = await client.get(path)
    assert "x=y" not in str(response.headers)
