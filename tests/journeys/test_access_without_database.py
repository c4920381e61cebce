"""The database is away: nobody is let in on a guess, everybody is told to come back, and soon."""

import asyncio
import json
import os
import re
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from tests.clients.browsing import Person
from tests.journeys.travelling import data_of, eventually, serving
from tests.serving import Server, rolebook

PASSWORD = "correct horse battery staple"
MOST_SECONDS = 7.0
QUERY = {"query": "{ roles { totalCount } }"}
CALLBACK = "https://client.example.org/callback"

Ask = Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]


@dataclass
class Known:
    """Who is known while the database is there."""

    service: tuple[str, str]
    public: str
    bearer: dict[str, str]
    cookies: httpx.Cookies
    form: dict[str, str]


def command(folder: Path, server: Server, *arguments: str) -> dict[str, str]:
    """What a command prints as JSON."""
    settings = {"ROLEBOOK_DATA_DIR": str(folder), "ROLEBOOK_PUBLIC_URL": server.url}
    done = rolebook(*arguments, "--json", settings=settings)
    assert done.returncode == 0, done.stderr
    told: dict[str, str] = json.loads(done.stdout)
    return told


def known(folder: Path, server: Server) -> Known:
    """A person with a session in the admin, a program with a token, and a form filled in."""
    link = command(folder, server, "user", "add", "ada@example.org", "--role", "editor")["link"]
    person = Person(httpx.Client(timeout=30), "ada@example.org", PASSWORD)
    person.browse(link)
    person.browse(f"{server.url}/session/login")
    service = command(folder, server, "client", "add", "Importer", "--service", "--role", "viewer")
    public = command(folder, server, "client", "add", "App", "--public", "--redirect-uri", CALLBACK)
    secret = (service["client_id"], service["client_secret"])
    granted = httpx.post(
        f"{server.url}/oauth/token", data={"grant_type": "client_credentials"}, auth=secret
    )
    stranger = httpx.Client()
    page = stranger.get(f"{server.url}/account/sign-in?next=/account/").text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token is not None
    person.http.cookies.update(stranger.cookies)
    return Known(
        secret,
        public["client_id"],
        {"Authorization": f"Bearer {granted.json()['access_token']}"},
        person.http.cookies,
        {"token": token[1], "next": "/account/"},
    )


def asked(known: Known) -> dict[str, Ask]:
    """What people and programs ask for; with a database each is answered."""
    grant = {"grant_type": "client_credentials"}
    authorize = {
        "response_type": "code",
        "client_id": known.public,
        "redirect_uri": CALLBACK,
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
        "state": "a state",
    }
    token = {"token": known.bearer["Authorization"].removeprefix("Bearer ")}
    sign_in = {**known.form, "email": "ada@example.org", "password": PASSWORD}
    cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in known.cookies.items())}
    return {
        "token": lambda http: http.post("/oauth/token", data=grant, auth=known.service),
        "authorize": lambda http: http.get(
            f"/oauth/authorize?{urlencode(authorize)}", headers=cookies
        ),
        "introspect": lambda http: http.post("/oauth/introspect", data=token, auth=known.service),
        "revoke": lambda http: http.post(
            "/oauth/revoke", data={"token": "unknown"}, auth=known.service
        ),
        "me": lambda http: http.get("/session/me", headers=cookies),
        "sign-in": lambda http: http.post(
            "/account/sign-in", data=sign_in, headers={"Origin": str(http.base_url), **cookies}
        ),
        "editor": lambda http: http.post("/editor/graphql", json=QUERY, headers=known.bearer),
    }


async def answers(server: Server, known: Known) -> dict[str, tuple[httpx.Response, float]]:
    """Every answer, asked for at the same moment, and after how many seconds it came."""

    async def timed(http: httpx.AsyncClient, ask: Ask) -> tuple[httpx.Response, float]:
        began = time.monotonic()
        return await ask(http), time.monotonic() - began

    wanted = asked(known)
    async with httpx.AsyncClient(base_url=server.url, timeout=20) as http:
        got = await asyncio.gather(*(timed(http, ask) for ask in wanted.values()))
    return dict(zip(wanted, got, strict=True))


@contextmanager
def hanging(folder: Path) -> Iterator[None]:
    """Inside the block MongoDB takes connections and never answers."""
    pid = int((data_of(folder) / "mongod.lock").read_text())
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@pytest.mark.slow
async def test_nobody_is_let_in_on_a_guess(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        who = known(tmp_path, server)
        before = {
            name: answer.status_code for name, (answer, _) in (await answers(server, who)).items()
        }
        expected = dict.fromkeys(before, 200) | {"authorize": 303, "sign-in": 303}
        assert before == expected
        with hanging(tmp_path):
            for _ in range(2):  # as it goes away, and once everybody knows
                for name, (answer, seconds) in (await answers(server, who)).items():
                    assert answer.status_code == 503, f"{name}: {answer.status_code} {answer.text}"
                    assert int(answer.headers["retry-after"]) >= 1, name
                    assert seconds < MOST_SECONDS, f"{name} waited {seconds:.1f} s"
                    assert "access_token" not in answer.text
                    assert "code=" not in answer.headers.get("location", "")
                    assert "set-cookie" not in answer.headers, name
        eventually(server)
        again = {
            name: answer.status_code for name, (answer, _) in (await answers(server, who)).items()
        }
        assert again == expected
        assert "Traceback" not in server.said()
