"""Signing in at somebody else's issuer: a certified provider, started here."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.clients.browsing import Person
from tests.clients.node import running
from tests.clients.node import told as told_by
from tests.conftest import SECRET
from tests.serving import free_port, rolebook, running_server

NAME = "acme"
CLIENT = {"clientId": "rolebook", "clientSecret": "a secret of the tests, long enough"}
VIEWER = {"query": "{ viewer { name role } }"}


@dataclass
class Federation:
    """A server that trusts an issuer, and the issuer."""

    url: str
    issuer: str
    settings: dict[str, str]
    provider: "subprocess.Popen[str]"

    def somebody(self, email: str) -> Person:
        """A person with an account at the issuer."""
        http = httpx.Client(timeout=30)
        return Person(http, email, "whatever", visits=(self.issuer, self.url))

    def signed_in(self, email: str) -> tuple[Person, httpx.Response]:
        """The person and what `/session/me` then says of them."""
        person = self.somebody(email)
        landed = person.browse(f"{self.url}/session/login?issuer={NAME}&return_to=/livez")
        assert landed == f"{self.url}/livez", landed
        return person, person.http.get(f"{self.url}/session/me")


@pytest.fixture(scope="module")
def federation(mongodb_uri: str, database: str) -> Iterator[Federation]:
    """Both, for the module."""
    port, issuer_port = free_port(), free_port()
    url, issuer = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{issuer_port}"
    trusted = {
        "name": NAME,
        "issuer": issuer,
        "client_id": CLIENT["clientId"],
        "client_secret": CLIENT["clientSecret"],
        "scopes": ["openid", "profile", "email"],
        "roles": {"claim": "groups", "map": {"content-publishers": "publisher"}},
        "allowed_domains": ["example.org"],
        "create_accounts": "viewer",
        "title": "Acme",
    }
    settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_fed"[-38:],
        "ROLEBOOK_SECRET_KEY": SECRET,
        "ROLEBOOK_PORT": str(port),
        "ROLEBOOK_PUBLIC_URL": url,
        "ROLEBOOK_TRUSTED_ISSUERS": json.dumps([trusted]),
    }
    wanted = {
        **CLIENT,
        "issuer": issuer,
        "port": issuer_port,
        "redirectUri": f"{url}/session/callback/{NAME}",
        "backchannel": f"{url}/session/backchannel/{NAME}",
    }
    with running("issuer", wanted) as provider:
        assert told_by(provider) == {"ready": issuer}
        with running_server(settings):
            yield Federation(url, issuer, settings, provider)


def test_somebody_signs_in_acts_and_signs_out(federation: Federation) -> None:
    person, told = federation.signed_in("publisher@example.org")
    assert told.status_code == 200, told.text
    me: dict[str, Any] = told.json()
    assert (me["user"]["email"], me["issuer"], me["role"]) == (
        "publisher@example.org",
        NAME,
        "publisher",
    )

    def asked(headers: dict[str, str]) -> httpx.Response:
        return person.http.post(f"{federation.url}/editor/graphql", json=VIEWER, headers=headers)

    assert asked({}).status_code == 403, "without the CSRF token"
    answer = asked({"X-CSRF-Token": me["csrfToken"]})
    assert answer.status_code == 200, answer.text
    assert answer.json()["data"]["viewer"]["role"].lower() == "publisher"

    out = person.http.post(
        f"{federation.url}/session/logout", headers={"X-CSRF-Token": me["csrfToken"]}
    )
    assert out.status_code == 200
    assert out.json()["signOutUrl"].startswith(federation.issuer)
    assert person.http.get(f"{federation.url}/session/me").status_code == 401


def test_signing_out_at_the_issuer_ends_the_session_here(federation: Federation) -> None:
    person, told = federation.signed_in("reader@example.org")
    assert told.json()["role"] == "viewer"
    ended = person.browse(f"{federation.issuer}/session/end")
    assert ended.startswith(federation.issuer)
    assert told_by(federation.provider) == {"backchannel": "told"}
    assert person.http.get(f"{federation.url}/session/me").status_code == 401


def test_a_local_account_is_not_taken_over_by_its_address(federation: Federation) -> None:
    email = "ada@example.org"
    made = rolebook("user", "add", email, "--role", "admin", settings=federation.settings)
    assert made.returncode == 0, made.stderr
    person = federation.somebody(email)
    response = person.http.get(f"{federation.url}/session/login?issuer={NAME}")
    assert response.status_code == 303
    with pytest.raises(AssertionError, match="/session/callback/acme"):
        person.browse(f"{federation.url}/session/login?issuer={NAME}")
    assert person.http.get(f"{federation.url}/session/me").status_code == 401


def test_other_domains_get_no_account(federation: Federation) -> None:
    person = federation.somebody("mallory@example.com")
    with pytest.raises(AssertionError, match="/session/callback/acme"):
        person.browse(f"{federation.url}/session/login?issuer={NAME}")
    assert person.http.get(f"{federation.url}/session/me").status_code == 401
