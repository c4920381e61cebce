"""What readers notice of sixteen people signing in at once."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import urlencode

import httpx
from bs4 import BeautifulSoup

from api.opening import opened_directory
from api.settings import read_settings
from auth import accounts
from auth.roles import Role
from auth.secret_key import SecretKey
from bench.measuring import Figures, figures
from bench.opening import PAGES, SECRET, opened
from bench.pages.filling import published_pages
from bench.plan import Plan
from bench.reading.queries import PAGE, request
from bench.report import Chapter, Fact
from bench.serving.server import Server, rolebook_server

TOGETHER: Final = 16
_PASSWORD: Final = "a password of the bench"  # noqa: S105
_MOST_ROUNDS: Final = 20


async def reads_beside_sign_ins(uri: str, plan: Plan) -> Chapter:
    """Page reads over HTTP: with nobody else there, and while sixteen sign in."""
    chapter = Chapter(f"Readers while {TOGETHER} people sign in, over loopback HTTP")
    async with opened(uri, PAGES) as installation:
        pages = await published_pages()
        settings = read_settings(secret_key=SECRET)
        directory = await opened_directory(installation, settings, SecretKey(SECRET.encode()))
        hashed = await directory.passwords.hashed(_PASSWORD)
        people = [f"reader{number}@example.org" for number in range(TOGETHER)]
        for email in people:
            if await accounts.by_email(directory, email) is None:
                await accounts.create(
                    directory,
                    email=email,
                    name=email,
                    role=Role.VIEWER,
                    password_hash=hashed,
                    by="bench",
                )
    bodies = [request(PAGE, slug=page.slug) for page in pages]
    with rolebook_server(uri, PAGES) as server:
        idle = _read(server, bodies, lambda count: count >= plan.reads)
        busy, sign_ins, seconds = _read_beside(server, bodies, people, plan.reads)
    chapter.facts += [
        Fact("page, nobody signs in: p99", idle.p99 / 1_000, "ms"),
        Fact(f"page, {TOGETHER} sign in: p99", busy.p99 / 1_000, "ms"),
        Fact("p99 as a multiple of idle", busy.p99 / idle.p99, "×", "aim: 4 at most"),
        Fact("reads measured beside sign-ins", busy.calls, ""),
        Fact("sign-ins meanwhile", sign_ins, ""),
        Fact("sign-ins a second", sign_ins / seconds, ""),
    ]
    return chapter


def _read(server: Server, bodies: Sequence[bytes], is_over: Callable[[int], bool]) -> Figures:
    taken: list[int] = []
    while not is_over(len(taken)):
        began = time.perf_counter_ns()
        server.post("/graphql", bodies[len(taken) % len(bodies)])
        taken.append(time.perf_counter_ns() - began)
    return figures(taken, None)


def _read_beside(
    server: Server, bodies: Sequence[bytes], people: Sequence[str], least: int
) -> tuple[Figures, int, float]:
    """The reads that fall into rounds of sign-ins; then how many of those, in how many seconds."""
    taken: list[int] = []
    seconds, rounds = 0.0, 0
    while len(taken) < least and rounds < _MOST_ROUNDS:
        rounds += 1
        began = time.perf_counter()
        waiting = [_SigningIn(server.url, email) for email in people]
        for one in waiting:
            one.start()
        while any(one.is_alive() for one in waiting):
            start = time.perf_counter_ns()
            server.post("/graphql", bodies[len(taken) % len(bodies)])
            taken.append(time.perf_counter_ns() - start)
        seconds += time.perf_counter() - began
        failed = [one.status for one in waiting if one.status != 303]
        if failed:
            raise RuntimeError(f"signing in was answered with {failed}")
    return figures(taken, None), rounds * len(people), seconds


class _SigningIn(threading.Thread):
    """One person with the page open already, who now sends it off."""

    def __init__(self, url: str, email: str) -> None:
        super().__init__(daemon=True)
        self.status = 0
        self._http = httpx.Client(base_url=url, timeout=30)
        page = BeautifulSoup(self._http.get("/account/sign-in").text, "lxml")
        form = {str(each["name"]): str(each.get("value") or "") for each in page.select("input")}
        self._form = {**form, "email": email, "password": _PASSWORD}
        self._url = url

    def run(self) -> None:
        """Sends the form."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self._url}
        body = urlencode(self._form)
        answer = self._http.post("/account/sign-in", content=body, headers=headers)
        self.status = answer.status_code
        self._http.close()
