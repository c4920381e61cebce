"""Which hosts this server answers to, and whose word it takes for where a request came from.

A link or a redirect is never built from the Host header; an unknown one is refused all the same,
since caches and proxies in between may trust it (security.md, row 65).
"""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import body
from api.json_response import JsonResponse
from api.settings import Settings

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_PROBES: Final = frozenset({"/livez", "/readyz"})
"""Asked by an orchestrator at whatever address the machine has today."""

Networks = tuple[IPv4Network | IPv6Network, ...]


class KnownHosts:
    """Answers 400 to a request for another host; passes others on with who really sent them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._known: frozenset[str] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Checks one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        settings: Settings = scope["app"].state.settings
        if self._known is None:
            self._known = known_hosts(settings)
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        is_known = len(hosts) == 1 and without_port(hosts[0]) in self._known
        if not is_known and scope["path"] not in _PROBES:
            refusal = body("This server does not answer to that Host.", "BAD_REQUEST")
            await JsonResponse(refusal, 400)(scope, receive, send)
            return
        await self._app(_as_sent(scope, headers, settings.forwarded_allow_ips), receive, send)


def known_hosts(settings: Settings) -> frozenset[str]:
    """Every host this server answers to, in lower case and without ports."""
    listened_on = f"[{settings.host}]" if ":" in settings.host else settings.host
    public = without_port(urlsplit(settings.address).netloc.rpartition("@")[2])
    return _LOOPBACK | {public, listened_on.lower(), *settings.allowed_hosts}


def without_port(host: str) -> str:
    """A host in lower case, as those that are known are written."""
    name, colon, port = host.lower().rpartition(":")
    return name if colon and (port.isdigit() or not port) else host.lower()


def _as_sent(scope: Scope, headers: Headers, trusted: Networks) -> Scope:
    """The scope with the client and scheme that a trusted proxy told; anybody else's are lies."""
    peer = scope.get("client")
    if peer is None or not is_of(peer[0], trusted):
        return scope
    told: Scope = dict(scope)
    client = sender(peer[0], headers.getlist("x-forwarded-for"), trusted)
    if client != peer[0]:
        told["client"] = (client, 0)
    schemes = headers.getlist("x-forwarded-proto")
    if len(schemes) == 1 and schemes[0] in ("http", "https"):
        told["scheme"] = schemes[0]
    return told


def sender(peer: str, forwarded_for: Iterable[str], trusted: Networks) -> str:
    """The address a request comes from: the peer's, or what X-Forwarded-For of a trusted one says.

    Each proxy appends whom it heard it from: the first from the right that is none of ours.
    """
    if not is_of(peer, trusted):
        return peer
    hops = [hop.strip() for line in forwarded_for for hop in line.split(",")]
    client = next((hop for hop in reversed(hops) if not is_of(hop, trusted)), None)
    return client if client is not None and _is_address(client) else peer


@lru_cache(1_024)
def is_of(address: str, networks: Networks) -> bool:
    """Whether it is an address of these networks; one of IPv4 may be written as one of IPv6."""
    if not _is_address(address):
        return False
    told = ip_address(address)
    mapped = told.ipv4_mapped if isinstance(told, IPv6Address) else None
    return any(told in each or (mapped is not None and mapped in each) for each in networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
