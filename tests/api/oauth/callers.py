"""Clients that talk to the OAuth endpoints, registered as an operator registers them."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote_plus

import httpx

from auth import clients
from auth.clients import Registered
from auth.clients.registration import Registration, scopes_for_service, usual_scopes
from auth.directory import Directory
from auth.documents.clients import AuthMethod, GrantType
from auth.roles import Role

REDIRECT = "https://app.example.com/callback"
SIGNED_OUT = "https://app.example.com/signed-out"
DEVICE_GRANT = GrantType.DEVICE_CODE.value


async def service(
    directory: Directory, role: Role = Role.PUBLISHER, scopes: tuple[str, ...] = ()
) -> Registered:
    """A service account with a secret."""
    wanted = Registration(
        name="Importer",
        auth_method=AuthMethod.CLIENT_SECRET_BASIC,
        grant_types=[GrantType.CLIENT_CREDENTIALS],
        scopes=scopes or scopes_for_service(role),
        role=role,
    )
    return await clients.create(directory, wanted, by="operator:tests")


async def web_app(directory: Directory, **changes: Any) -> Registered:
    """A client that people sign in to by browser, with a secret unless `changes` say otherwise."""
    fields: dict[str, Any] = {
        "name": "Careers",
        "auth_method": AuthMethod.CLIENT_SECRET_BASIC,
        "grant_types": [GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN],
        "scopes": usual_scopes(),
        "redirect_uris": [REDIRECT],
        "post_logout_redirect_uris": [SIGNED_OUT],
    }
    wanted = Registration(**(fields | changes))
    return await clients.create(directory, wanted, by="operator:tests")


async def terminal(directory: Directory) -> Registered:
    """A public client that uses the device grant."""
    return await web_app(
        directory,
        name="Terminal",
        auth_method=AuthMethod.NONE,
        grant_types=[GrantType.DEVICE_CODE, GrantType.REFRESH_TOKEN],
        redirect_uris=(),
        post_logout_redirect_uris=(),
    )


def basic(client_id: str, secret: str | None) -> dict[str, str]:
    """HTTP Basic, each half form-encoded first (RFC 6749 section 2.3.1)."""
    pair = f"{quote_plus(client_id)}:{quote_plus(secret or '')}"
    return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}


async def post(
    http: httpx.AsyncClient, path: str, form: Mapping[str, str], by: Registered | None = None
) -> httpx.Response:
    """A form posted to `/oauth/<path>`; by a client with a secret, with HTTP Basic."""
    headers = {}
    if by is not None and by.secret is not None:
        headers = basic(by.client.id, by.secret)
    elif by is not None:
        form = {"client_id": by.client.id, **form}
    return await http.post(f"/oauth/{path}", data=dict(form), headers=headers)


async def service_token(http: httpx.AsyncClient, by: Registered) -> str:
    """An access token of a service account."""
    answered = await post(http, "token", {"grant_type": "client_credentials"}, by)
    assert answered.status_code == 200, answered.text
    token: str = answered.json()["access_token"]
    return token
