"""Certified OAuth and OpenID clients, with nothing of theirs switched off, over TLS."""

from typing import Any

import pytest

from tests.clients.browsing import Person
from tests.clients.conftest import REDIRECT_URI, Outside
from tests.clients.node import outcome

SCOPE = "openid profile email content:read content:write"


def registered(outside: Outside, *options: str) -> dict[str, Any]:
    """A client that people use."""
    told: dict[str, Any] = outside.command(
        "client",
        "add",
        "A careers tool",
        "--redirect-uri",
        REDIRECT_URI,
        "--post-logout-redirect-uri",
        REDIRECT_URI,
        *options,
    )
    return told


def wanted(outside: Outside, client: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What a script is told."""
    return {
        "issuer": outside.url,
        "clientId": client["client_id"],
        "clientSecret": client.get("client_secret"),
        "redirectUri": REDIRECT_URI,
        "resource": outside.resource,
        "scope": SCOPE,
        **more,
    }


@pytest.mark.parametrize("kind", ["confidential", "public"])
def test_oauth4webapi(outside: Outside, publisher: Person, kind: str) -> None:
    client = registered(outside, *(["--public"] if kind == "public" else []))
    told = outcome(
        "oauth4webapi", wanted(outside, client), publisher.browse, authority=outside.authority.file
    )
    assert told["sameMetadata"]
    assert set(told["scope"].split()) == set(SCOPE.split())
    assert told["userinfo"]["email"] == publisher.email
    assert told["accessToken"]["sub"] == told["idToken"]["sub"] == told["userinfo"]["sub"]
    assert told["accessToken"]["aud"] == outside.resource
    assert told["viewer"]["status"] == 200, told["viewer"]
    assert told["viewer"]["body"]["data"]["viewer"]["role"].lower() == "publisher"
    assert told["rotated"]
    if kind == "confidential":
        assert told["introspection"]["active"]
    assert told["afterRevocation"] == "invalid_grant"


def test_openid_client(outside: Outside, publisher: Person) -> None:
    client = registered(outside)
    machine = outside.command("client", "add", "A machine", "--service", "--role", "publisher")
    service = {
        "clientId": machine["client_id"],
        "clientSecret": machine["client_secret"],
        "scope": "content:read content:publish",
    }
    told = outcome(
        "openid-client",
        wanted(outside, client, service=service),
        publisher.browse,
        authority=outside.authority.file,
    )
    assert told["claims"]["sub"] == told["userinfo"]["sub"]
    assert told["rotated"]
    assert told["active"]
    assert told["afterRevocation"] == "invalid_grant"
    assert told["machine"]["status"] == 200, told["machine"]
    viewer = told["machine"]["body"]["data"]["viewer"]
    assert viewer["kind"] == "CLIENT"
    assert set(viewer["scopes"]) == {"content:read", "content:publish"}
    assert told["goodbye"] == f"{REDIRECT_URI}?state={told['state']}"


def test_a_device_without_a_browser(outside: Outside, publisher: Person) -> None:
    told = outcome(
        "device",
        {
            "issuer": outside.url,
            "clientId": "rolebook-cli",
            "resource": outside.resource,
            "scope": "content:read",
        },
        publisher.browse,
        authority=outside.authority.file,
    )
    assert told["type"].lower() == "bearer"
    assert told["scope"] == "content:read"
