"""Everything that people, browsers and programs do with secrets, overheard."""

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from bs4 import BeautifulSoup

from tests.clients.browsing import Person
from tests.journeys.overhearing import HIDDEN, Overheard
from tests.serving import Server, rolebook

PASSWORD, NEW_PASSWORD = "correct horse battery staple", "a different horse altogether"
WRONG_PASSWORD = "incorrect zebra battery staple"
VERIFIER = "a-verifier-of-43-characters-or-more-0123456789"
REDIRECT = "https://client.example.org/callback"
ADA = "ada@example.org"


@dataclass
class Place:
    """A server that tells everything it can, with its database and all that was overheard."""

    server: Server
    settings: dict[str, str]
    heard: Overheard
    database: Any

    def command(self, *arguments: str) -> dict[str, Any]:
        """What a command prints as JSON."""
        settings = {**self.settings, "ROLEBOOK_PUBLIC_URL": self.server.url}
        done = rolebook(*arguments, "--json", settings=settings)
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        for name in HIDDEN & told.keys():
            self.heard.note(name, told[name])
        return told

    def person(self, password: str) -> Person:
        """Ada, at a browser that was never here."""
        return Person(self.heard.http(), ADA, password)


def live(place: Place) -> None:
    """Everything that people, browsers and programs do with secrets."""
    _sign_in_wrong(place)
    _authorize(place)
    _work_as_a_program(place)
    _work_in_the_admin(place)
    _let_a_terminal_in(place)
    link = place.command("user", "reset", ADA)["link"]
    place.person(NEW_PASSWORD).browse(link)
    _provoke_a_bug(place)


def _sign_in_wrong(place: Place) -> None:
    http, address = place.heard.http(), f"{place.server.url}/account/sign-in"
    page = BeautifulSoup(http.get(f"{address}?next=/account/").text, "lxml")
    filled = {str(each["name"]): each.get("value", "") for each in page.select("form input[name]")}
    filled |= {"email": ADA, "password": WRONG_PASSWORD}
    refused = http.post(address, data=filled, headers={"Origin": place.server.url})
    assert 400 <= refused.status_code < 500


def _authorize(place: Place) -> None:
    """Code, token, refresh, introspection, userinfo, revocation, logout; and each one wrong."""
    url = place.server.url
    app = place.command("client", "add", "Careers", "--redirect-uri", REDIRECT)
    auth = (app["client_id"], app["client_secret"])
    person, http = place.person(PASSWORD), place.heard.http()
    http.auth = auth

    def code() -> str:
        digest = hashlib.sha256(VERIFIER.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": app["client_id"],
            "redirect_uri": REDIRECT,
            "scope": "openid content:read content:write",
            "state": "a-state-that-is-known-to-nobody-else",
            "nonce": "a-nonce-that-is-known-to-nobody-else",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        there = person.browse(f"{url}/oauth/authorize?{urlencode(asked)}")
        return dict(parse_qsl(urlsplit(there).query))["code"]

    def token(status: int, **form: str) -> dict[str, Any]:
        answer = http.post(f"{url}/oauth/token", data=form)
        assert answer.status_code == status, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def redeem(status: int, code: str, verifier: str = VERIFIER) -> dict[str, Any]:
        return token(
            status,
            grant_type="authorization_code",
            code=code,
            redirect_uri=REDIRECT,
            code_verifier=verifier,
        )

    redeem(400, code(), VERIFIER[::-1])
    used = code()
    tokens = redeem(200, used)
    fresh = token(200, grant_type="refresh_token", refresh_token=tokens["refresh_token"])
    bearer = {"Authorization": f"Bearer {fresh['access_token']}"}
    plain = place.heard.http()
    query = {"query": "{ viewer { name } }"}
    assert plain.post(f"{url}/editor/graphql", json=query, headers=bearer).status_code == 200
    assert plain.get(f"{url}/oauth/userinfo", headers=bearer).status_code == 200
    for path in ("editor/graphql", "oauth/userinfo"):
        misplaced = plain.get(f"{url}/{path}", params={"access_token": fresh["access_token"]})
        assert misplaced.status_code == 400
    bent = {"Authorization": f"{bearer['Authorization'][:-4]}AAAA"}
    assert plain.post(f"{url}/editor/graphql", json=query, headers=bent).status_code == 401
    for path in ("introspect", "revoke"):
        for given in (fresh["access_token"], fresh["refresh_token"]):
            assert http.post(f"{url}/oauth/{path}", data={"token": given}).status_code == 200
    token(400, grant_type="refresh_token", refresh_token=fresh["refresh_token"])
    redeem(400, used)
    again = code()
    redeem(200, again)
    redeem(400, again)  # now there is something to revoke
    wrong = plain.post(f"{url}/oauth/token", auth=(auth[0], f"wrong-{auth[1]}"))
    assert wrong.status_code in (400, 401)
    hint = {"id_token_hint": tokens["id_token"]}
    assert person.http.get(f"{url}/oauth/logout", params=hint).status_code in (303, 400)


def _work_as_a_program(place: Place) -> None:
    service = place.command("client", "add", "Importer", "--service", "--role", "publisher")
    http = place.heard.http()
    form = {"grant_type": "client_credentials"}
    auth = (service["client_id"], service["client_secret"])
    answer = http.post(f"{place.server.url}/oauth/token", data=form, auth=auth)
    assert answer.status_code == 200, answer.text
    bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    mutation = """mutation { createSkill(
      input: {key: "dough", name: [{locale: "en", value: "Dough"}]}
    ) { __typename } }"""
    made = http.post(f"{place.server.url}/editor/graphql", json={"query": mutation}, headers=bearer)
    assert made.json()["data"]["createSkill"]["__typename"] == "Saved", made.text


def _work_in_the_admin(place: Place) -> None:
    url, person = place.server.url, place.person(PASSWORD)
    person.browse(f"{url}/session/login")
    page = {"Origin": url, "Sec-Fetch-Site": "same-origin"}
    me = person.http.get(f"{url}/session/me", headers=page)
    assert me.status_code == 200, me.text
    page["X-CSRF-Token"] = me.json()["csrfToken"]
    query = {"query": "{ viewer { name } }"}
    assert person.http.post(f"{url}/editor/graphql", json=query, headers=page).status_code == 200
    assert person.http.post(f"{url}/session/logout", headers=page).status_code == 200


def _let_a_terminal_in(place: Place) -> None:
    url, person = place.server.url, place.person(PASSWORD)
    http, client = place.heard.http(), {"client_id": "rolebook-cli"}
    begun = http.post(f"{url}/oauth/device_authorization", data=client).json()
    person.browse(f"{url}/account/sign-in?next=/account/")
    answered = person.browse(begun["verification_uri_complete"])
    assert answered.endswith("done=allowed"), answered
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", **client}
    polled = http.post(f"{url}/oauth/token", data={**form, "device_code": begun["device_code"]})
    assert polled.status_code == 200, polled.text


def _provoke_a_bug(place: Place) -> None:
    """A document that no version of ours writes: reading it fails where nobody expects it."""
    url, person = place.server.url, place.person(NEW_PASSWORD)
    person.browse(f"{url}/account/sign-in?next=/account/")
    hashes = [user["password_hash"] for user in place.database["users"].find()]
    for each in hashes:
        place.heard.note("password hash", each)
    for name in ("users", "browser_sessions"):
        place.database[name].update_many({}, {"$rename": {"created_at": "broken"}})
        failed = person.http.get(f"{url}/account/")
        assert failed.status_code == 500, failed.text
        assert "Traceback" not in failed.text
        assert not place.heard.found_in(failed.text)
        place.database[name].update_many({}, {"$rename": {"broken": "created_at"}})
