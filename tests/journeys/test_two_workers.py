"""Two server processes, one code, one refresh token: what fifty send counts once (rows 10, 14)."""

import asyncio
import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest

from tests.clients.browsing import Person
from tests.conftest import SECRET
from tests.serving import Server, rolebook, running_server

PASSWORD = "correct horse battery staple"
REDIRECT = "https://client.example.org/callback"
VERIFIER = "a-verifier-of-43-characters-or-more-0123456789"


@dataclass
class App:
    """A public client, and somebody who uses it."""

    server: Server
    client_id: str
    person: Person

    def code(self) -> str:
        """A fresh code."""
        digest = hashlib.sha256(VERIFIER.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": REDIRECT,
            "scope": "openid content:read",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        there = self.person.browse(f"{self.server.url}/oauth/authorize?{urlencode(asked)}")
        return dict(parse_qsl(urlsplit(there).query))["code"]

    async def sent(self, times: int, **form: str) -> list[httpx.Response]:
        """The answers to equal requests for tokens, each over a connection of its own."""

        async def once() -> httpx.Response:
            async with httpx.AsyncClient(timeout=30) as http:
                url = f"{self.server.url}/oauth/token"
                return await http.post(url, data={"client_id": self.client_id, **form})

        return await asyncio.gather(*(once() for _ in range(times)))

    async def redeemed(self, times: int) -> list[httpx.Response]:
        """What so many get for one code."""
        return await self.sent(
            times,
            grant_type="authorization_code",
            code=self.code(),
            redirect_uri=REDIRECT,
            code_verifier=VERIFIER,
        )


@pytest.fixture(scope="module")
def app(mongodb_uri: str, database: str) -> Iterator[App]:
    """A server of two processes."""
    settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_two"[-38:],
        "ROLEBOOK_SECRET_KEY": SECRET,
    }
    with running_server(settings, None, "--workers", "2") as server:

        def command(*arguments: str) -> dict[str, str]:
            done = rolebook(
                *arguments, "--json", settings={**settings, "ROLEBOOK_PUBLIC_URL": server.url}
            )
            assert done.returncode == 0, done.stderr
            told: dict[str, str] = json.loads(done.stdout)
            return told

        link = command("user", "add", "ada@example.org", "--role", "editor")["link"]
        person = Person(httpx.Client(timeout=30), "ada@example.org", PASSWORD)
        person.browse(link)
        public = command("client", "add", "App", "--public", "--redirect-uri", REDIRECT)
        yield App(server, public["client_id"], person)


@pytest.mark.slow
async def test_row_10_of_fifty_redemptions_exactly_one_succeeds(app: App) -> None:
    answers = await app.redeemed(50)
    assert Counter(answer.status_code for answer in answers) == {200: 1, 400: 49}
    assert {answer.json().get("error") for answer in answers} == {None, "invalid_grant"}


@pytest.mark.slow
async def test_row_14_of_fifty_refreshes_there_is_one_successor(app: App) -> None:
    (tokens,) = [each.json() for each in await app.redeemed(1) if each.status_code == 200]
    answers = await app.sent(50, grant_type="refresh_token", refresh_token=tokens["refresh_token"])
    granted = {a.json()["refresh_token"] for a in answers if a.status_code == 200}
    others = {a.json()["error"] for a in answers if a.status_code != 200}
    assert len(granted) == 1
    assert others <= {"invalid_grant"}
    assert tokens["refresh_token"] not in granted
