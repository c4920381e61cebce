"""A browser with cookies of its own, and the fetches that the admin's pages make in it."""

from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

import httpx

from auth.directory import Directory
from auth.documents.accounts import User
from auth.signing_in import browser_sessions
from tests.issuer import Issuer

QUERY = {"query": "{ viewer { name } }"}
PUBLIC = "http://rolebook.test"


def directory_of(client: httpx.AsyncClient) -> Directory:
    """The directory that the app behind a client answers from."""
    return cast(Directory, cast(Any, client)._transport.app.state.directory)


@dataclass
class Browser:
    """One person's browser on the app under test; redirects are followed by hand."""

    http: httpx.AsyncClient
    directory: Directory
    seen: list[httpx.Response] = field(default_factory=list)

    async def go(self, url: str, **options: Any) -> httpx.Response:
        """One navigation, not followed."""
        response = await self.http.get(url, **options)
        self.seen.append(response)
        return response

    async def sign_in_at_our_issuer(self, user: User) -> None:
        """Makes single sign-on know the user: what the sign-in page does after the password."""
        secret, _ = await browser_sessions.begin(self.directory, user)
        self.http.cookies.set("rolebook-account", secret, domain="rolebook.test", path="/")

    async def login(self, user: User, query: str = "") -> httpx.Response:
        """The whole way through our own issuer; the callback's answer."""
        await self.sign_in_at_our_issuer(user)
        return await self.through(await self.go(f"/session/login{query}"))

    async def through(self, response: httpx.Response) -> httpx.Response:
        """Follows redirects on this server until the callback has answered."""
        while response.is_redirect and not response.request.url.path.startswith(
            "/session/callback"
        ):
            target = response.headers["location"]
            assert urlsplit(target).netloc in ("", "rolebook.test"), target
            response = await self.go(target)
        return response

    async def login_at(self, issuer: Issuer, **bent: str | None) -> httpx.Response:
        """The whole way through an external issuer; its answer can be bent, None leaves out."""
        led = await self.go("/session/login", params={"issuer": issuer.name})
        told = {**issuer.agree(led.headers["location"]), **bent}
        kept = {name: value for name, value in told.items() if value is not None}
        return await self.go(f"/session/callback/{issuer.name}", params=kept)

    @property
    def session_cookie(self) -> str | None:
        """What the browser holds of its session."""
        return self.http.cookies.get("rolebook-session")

    async def me(self, **headers: str) -> httpx.Response:
        """`/session/me`, as a page of ours fetches it."""
        return await self.http.get(
            "/session/me", headers={"Sec-Fetch-Site": "same-origin", **headers}
        )

    async def csrf(self) -> str:
        """The token that pages send along."""
        token: str = (await self.me()).json()["csrfToken"]
        return token

    async def post(self, path: str, **options: Any) -> httpx.Response:
        """A POST as a page of ours sends it."""
        headers = {
            "Origin": PUBLIC,
            "Sec-Fetch-Site": "same-origin",
            **options.pop("headers", {}),
        }
        if "X-CSRF-Token" not in headers:
            headers["X-CSRF-Token"] = await self.csrf()
        kept = {name: value for name, value in headers.items() if value is not None}
        return await self.http.post(path, headers=kept, **options)

    async def ask(self, **options: Any) -> httpx.Response:
        """One small query to the editorial API."""
        return await self.post("/editor/graphql", json=QUERY, **options)
