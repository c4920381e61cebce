"""Code + PKCE as a client and a browser go through it, a step at a time."""

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from auth import clients
from auth.clients.registration import Registration
from auth.directory import Directory
from auth.documents.accounts import User
from auth.documents.clients import AuthMethod, Client, GrantType
from auth.roles import Role
from auth.signing_in import browser_sessions, consents
from auth.store import collection
from content.documents.work import Audit
from tests.auth.people import make_user
from tests.conftest import PUBLIC_URL

REDIRECT = "https://app.example.org/callback"
OTHER_REDIRECT = "https://app.example.org/other"
STATE = "a state, with ä & more"
VERIFIER = "a-verifier-of-43-characters-or-more-0123456789"
SCOPES = ("openid", "content:read", "content:write")
ACCOUNT_COOKIE = "rolebook-account"


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636 section 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@dataclass
class Clock:
    """Real time, and as much more as a test has turned it forward."""

    real: Callable[[], datetime]
    turned: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.real() + self.turned

    def turn(self, **forward: float) -> None:
        """Turns it forward: `seconds=…`, `days=…`."""
        self.turned += timedelta(**forward)


@dataclass
class Flow:
    """One browser, one person, one client."""

    http: httpx.AsyncClient
    directory: Directory
    clock: Clock
    user: User
    client: Client
    secret: str | None = None
    issuer: str = PUBLIC_URL

    def request(self, **changes: str | None) -> dict[str, str]:
        """A good request for authorization, with changes; None leaves a parameter out."""
        wanted: dict[str, str | None] = {
            "response_type": "code",
            "client_id": self.client.id,
            "redirect_uri": REDIRECT,
            "scope": " ".join(SCOPES),
            "state": STATE,
            "nonce": "a nonce",
            "code_challenge": challenge_of(VERIFIER),
            "code_challenge_method": "S256",
            **changes,
        }
        return {name: value for name, value in wanted.items() if value is not None}

    async def authorize(self, **changes: str | None) -> httpx.Response:
        """What the authorization endpoint answers."""
        return await self.http.get(f"/oauth/authorize?{urlencode(self.request(**changes))}")

    async def code(self, **changes: str | None) -> str:
        """A fresh code."""
        return told(await self.authorize(**changes))["code"]

    async def token(self, **form: str | None) -> httpx.Response:
        """What the token endpoint answers this client."""
        sent = {name: value for name, value in form.items() if value is not None}
        if self.secret is None:
            return await self.http.post("/oauth/token", data={"client_id": self.client.id, **sent})
        auth = httpx.BasicAuth(self.client.id, self.secret)
        return await self.http.post("/oauth/token", data=sent, auth=auth)

    async def redeem(self, code: str, **changes: str | None) -> httpx.Response:
        """What a code is exchanged for."""
        form: dict[str, str | None] = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": REDIRECT,
            "code_verifier": VERIFIER,
            **changes,
        }
        return await self.token(**form)

    async def refresh(self, refresh_token: str, **changes: str | None) -> httpx.Response:
        """What a refresh token is exchanged for."""
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token, **changes}
        return await self.token(**form)

    async def tokens(self, **changes: str | None) -> dict[str, Any]:
        """Tokens by the whole way."""
        answer = await self.redeem(await self.code(**changes))
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    async def is_believed(self, access_token: str) -> bool:
        """Whether a protected endpoint accepts the access token."""
        headers = {"Authorization": f"Bearer {access_token}"}
        answer = await self.http.get("/oauth/userinfo", headers=headers)
        assert answer.status_code in (200, 401), answer.text
        return answer.status_code == 200

    async def is_signed_in(self) -> bool:
        """Whether the browser is still signed in."""
        cookie = self.http.cookies.get(ACCOUNT_COOKIE)
        return await browser_sessions.current(self.directory, cookie) is not None

    async def sign_in(self) -> None:
        """Signs the person in, as the sign-in page does once the password was right."""
        cookie, _ = await browser_sessions.begin(self.directory, self.user)
        self.http.cookies.set(ACCOUNT_COOKIE, cookie)

    async def allow(self) -> None:
        """Lets the client have, in the person's name, all that it may ask for."""
        await consents.give(self.directory, self.user.id, self.client.id, self.client.scopes)

    def of(self, client: Client, secret: str | None = None) -> "Flow":
        """The same browser and person, through another client."""
        return Flow(self.http, self.directory, self.clock, self.user, client, secret)


def told(answer: httpx.Response) -> dict[str, str]:
    """What a redirect to the client says; fails when the answer is none."""
    assert answer.status_code == 303, answer.text
    location = urlsplit(answer.headers["location"])
    assert f"{location.scheme}://{location.netloc}{location.path}" in (REDIRECT, OTHER_REDIRECT)
    assert not location.fragment
    said = parse_qs(location.query, strict_parsing=True)
    assert all(len(values) == 1 for values in said.values())
    return {name: values[0] for name, values in said.items()}


async def register(
    directory: Directory,
    *,
    confidential: bool = False,
    grant_types: Sequence[GrantType] = (GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
    scopes: Sequence[str] = SCOPES,
    redirect_uris: Sequence[str] = (REDIRECT, OTHER_REDIRECT),
) -> clients.Registered:
    """A client as an operator registers it."""
    method = AuthMethod.CLIENT_SECRET_BASIC if confidential else AuthMethod.NONE
    wanted = Registration("An application", method, grant_types, scopes, redirect_uris)
    return await clients.create(directory, wanted, by="operator:tests")


async def flow_of(
    http: httpx.AsyncClient,
    directory: Directory,
    clock: Clock,
    *,
    role: Role = Role.EDITOR,
    confidential: bool = False,
) -> Flow:
    """Somebody signed in, who has allowed a new client everything it may ask for."""
    user = await make_user(directory, role)
    registered = await register(directory, confidential=confidential)
    flow = Flow(http, directory, clock, user, registered.client, registered.secret)
    await flow.allow()
    await flow.sign_in()
    return flow


async def audited(action: str) -> list[dict[str, Any]]:
    """The audit log's rows of one action."""
    found: list[dict[str, Any]] = await collection(Audit).find({"action": action}).to_list(None)
    return found
