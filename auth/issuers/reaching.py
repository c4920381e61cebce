"""HTTP to addresses that others choose, without reaching what only this machine can reach.

A name is resolved here and the connection goes to the very address that was checked, so that a
name which answers differently the second time gains nothing (security.md, row 62).
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Collection, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, Final
from urllib.parse import urlsplit

import httpcore2
import httpx2

MOST_BYTES: Final = 1024 * 1024
SECONDS: Final = 5.0
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052

Place = tuple[str, int]
"""A host and a port."""


class Forbidden(httpcore2.ConnectError):
    """An address that only this machine or its network can reach."""


def place(url: str) -> Place:
    """The host and port of an address."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)


def is_public(address: str) -> bool:
    """Whether anybody on the internet could reach it too."""
    ip = ip_address(address.partition("%")[0])
    return all(each.is_global and not each.is_multicast for each in _meant(ip))


def _meant(ip: IPv4Address | IPv6Address) -> Iterable[IPv4Address | IPv6Address]:
    """The address, and those that it carries inside for a translator on the way."""
    if isinstance(ip, IPv4Address):
        return [ip]
    if ip.ipv4_mapped is not None:
        return [ip.ipv4_mapped]
    inside = [ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64:
        inside.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return [ip, *(each for each in inside if each is not None)]


class _GuardedNetwork(httpcore2.AsyncNetworkBackend):
    """TCP connections to public addresses, and to the private places that were named."""

    def __init__(self, private: Collection[Place]) -> None:
        self._private = frozenset(private)
        self._plain = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # the interface's own
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to the first of the host's addresses that takes it."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"{host} has no address") from error
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        if (host, port) not in self._private and not all(map(is_public, addresses)):
            raise Forbidden(f"{host} is a private address")
        last: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                return await self._plain.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
        raise last


class GuardedTransport(httpx2.AsyncHTTPTransport):
    """Where requests to issuers go: guarded, bounded, never through a proxy of the environment.

    `private` are places the operator named, which may be private; redirects are not followed.
    """

    def __init__(self, private: Collection[Place] = ()) -> None:
        super().__init__()
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=10,
            keepalive_expiry=15.0,
            network_backend=_GuardedNetwork(private),
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer, its body cut short with an error where it is too long or packed."""
        request.headers["Accept-Encoding"] = "identity"
        response = await super().handle_async_request(request)
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            raise httpx2.ReadError("a packed answer", request=request)
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Bounded(response.stream)
        return response


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._inner:
            size += len(chunk)
            if size > MOST_BYTES:
                raise httpx2.ReadError(f"an answer over {MOST_BYTES:,} bytes")
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()
