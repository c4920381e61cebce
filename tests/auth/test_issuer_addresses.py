"""Where an external issuer may lead us: never inside, and never on (row 62)."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from auth.issuers.published import IssuerAway, Published
from auth.issuers.reaching import GuardedTransport, is_public

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
