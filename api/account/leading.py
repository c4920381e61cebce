"""Where a sign-in leads: on to a client that asked for it, or to a page of ours."""

from urllib.parse import parse_qs, urlsplit

from auth import clients
from auth.clients.redirect_uris import is_registered
from auth.directory import Directory
from auth.documents.clients import AuthMethod
from auth.signing_in.local_paths import local_path

AUTHORIZE = "/oauth/authorize"


def next_path(value: str | None) -> str:
    """Where to go after signing in; the account page when nothing was asked for."""
    return local_path(value) if value else "/account/"


def login_hint(path: str) -> str:
    """The address that the client thinks somebody has (OpenID Connect Core section 3.1.2.1)."""
    parts = urlsplit(path)
    if parts.path != AUTHORIZE:
        return ""
    return parse_qs(parts.query).get("login_hint", [""])[0][:254]


async def other_origin(directory: Directory, query: str) -> str | None:
    """Where an authorization request ends, as a source for CSP's form-action.

    None unless the redirect URI is one that the client has registered.
    """
    asked = parse_qs(query)
    client_id, uri = (asked.get(name, [""])[0] for name in ("client_id", "redirect_uri"))
    client = await clients.find(directory, client_id)
    if client is None:
        return None
    native = client.auth_method is AuthMethod.NONE
    if not is_registered(uri, client.redirect_uris, native=native):
        return None
    parts = urlsplit(uri)
    # CSP has no notation for a bare scheme's host, nor for an IPv6 address.
    if parts.scheme not in ("http", "https") or "[" in parts.netloc:
        return f"{parts.scheme}:"
    return f"{parts.scheme}://{parts.netloc}"


async def origin_after(directory: Directory, path: str) -> str | None:
    """The same for a path that somebody is led on to; None when it is a page of ours."""
    parts = urlsplit(path)
    return await other_origin(directory, parts.query) if parts.path == AUTHORIZE else None
