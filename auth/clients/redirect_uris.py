"""Where a client may be sent back to: what may be registered, and what equals it later."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

_LONGEST: Final = 2_000
# RFC 3986 characters but the `*` that some take for a wildcard.
_CHARACTERS: Final = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()+,;=%-]+")
_PRIVATE_SCHEME: Final = re.compile(r"[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+")
_LOOPBACK_ADDRESSES: Final = ("127.0.0.1", "::1")
_LOOPBACK: Final = (*_LOOPBACK_ADDRESSES, "localhost")


def complaint(uri: str, *, native: bool) -> str | None:
    """What is wrong with registering it, as the end of a sentence; None when nothing is.

    `https`, or `http` on the loopback interface; a `native` client, which has no secret, may have
    a scheme of its own with a dot in it too (RFC 8252 section 7.1).
    """
    if len(uri) > _LONGEST or not _CHARACTERS.fullmatch(uri):
        return "it must be a plain ASCII address, without spaces or wildcards"
    try:
        parts = urlsplit(uri)
        _ = parts.port
    except ValueError:
        return "it is not an address"
    if "#" in uri:
        return "it may have no fragment"
    if "@" in parts.netloc:
        return "it may have no user name in it"
    if {".", ".."} & set(unquote(parts.path).split("/")):
        return "it may have no . or .. in its path"
    return _scheme_complaint(uri, parts, native)


def _scheme_complaint(uri: str, parts: SplitResult, native: bool) -> str | None:
    if not uri.startswith(f"{parts.scheme}:") or parts.netloc != parts.netloc.lower():
        return "its scheme and host must be in lower case"
    if parts.scheme in ("http", "https"):
        if not parts.hostname:
            return "it names no host"
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            return "it must be https, or http on 127.0.0.1, [::1] or localhost"
        return None
    if not _PRIVATE_SCHEME.fullmatch(parts.scheme):
        return "its scheme must be https, or one of the application's own such as com.example.app"
    if not native:
        return "only a public client may have a scheme of its own"
    return None


def is_registered(uri: str, registered: Sequence[str], *, native: bool) -> bool:
    """Whether it is exactly one of those registered (RFC 9700 section 2.1).

    A native client's loopback address that was registered without a port matches on every port,
    since such a client listens where the system lets it (RFC 8252 section 7.3).
    """
    if uri in registered:
        return True
    return native and _without_loopback_port(uri) in registered


def _without_loopback_port(uri: str) -> str | None:
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme != "http" or parts.hostname not in _LOOPBACK_ADDRESSES or port is None:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    # Only the one way of writing it: nothing that a parser may have forgiven.
    prefix = f"http://{host}:{port}"
    return f"http://{host}{uri[len(prefix) :]}" if uri.startswith(prefix) else None
