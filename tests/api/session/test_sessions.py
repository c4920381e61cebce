"""Signing in to the admin at our own issuer, and what a session is good for."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial

import httpx
import pytest

from api.app import create_app
from api.settings import Settings, read_settings
from auth import accounts
from auth.admin_sessions import sessions
from auth.directory import Directory
from auth.documents.accounts import User
from auth.documents.sessions import AdminSession
from auth.documents.tokens import RefreshToken, RevocationKind
from auth.roles import Role
from auth.sealing import hashed
from auth.signing_in import browser_sessions
from auth.signing_in.ending import end_session
from auth.signing_in.sign_in import enter
from auth.store import collection, find
from auth.tokens.revocations import revoke
from content.installation import Installation
from tests.api.session.browser import PUBLIC, QUERY, Browser, directory_of
from tests.auth.people import make_user
from tests.conftest import SECRET


async def test_signing_in_and_asking(browser: Browser, user: User) -> None:
    answered = await browser.login(user, "?return_to=/admin/pages?a=b")
    assert (answered.status_code, answered.headers["location"]) == (303, "/admin/pages?a=b")
    me = (await browser.me()).json()
    assert me["user"] == {
        "id": user.id,
        "name": user.name,
        "email": user.email,
        "language": None,
    }
    assert (me["role"], me["issuer"]) == ("editor", "rolebook")
    assert me["scopes"] == ["content:read", "content:write", "interview:read"]
    response = await browser.ask()
    assert response.status_code == 200, response.text
    assert response.json() == {"data": {"viewer": {"name": user.name}}}


async def test_tokens_never_reach_the_browser(browser: Browser, user: User) -> None:
    await browser.login(user)
    session = await find(AdminSession, {"_id": hashed(browser.session_cookie or "")})
    assert session is not None
    answers = [*browser.seen, await browser.me(), await browser.ask()]
    for answer in answers:
        assert "eyJ" not in answer.text + str(answer.headers), answer.request.url
    assert b"eyJ" not in session.tokens


async def test_a_code_is_asked_for_with_pkce_state_and_nonce(browser: Browser) -> None:
    response = await browser.go("/session/login")
    asked = httpx.URL(response.headers["location"]).params
    assert response.status_code == 303
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert asked["response_type"] == "code"
    assert asked["redirect_uri"] == "http://rolebook.test/session/callback/rolebook"
    assert min(len(asked["state"]), len(asked["nonce"])) >= 43


async def test_signed_out_is_401(browser: Browser) -> None:
    response = await browser.me()
    assert response.status_code == 401
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    browser.http.cookies.set("rolebook-session", "made up", domain="rolebook.test")
    assert (await browser.me()).status_code == 401
    response = await browser.ask(headers={"X-CSRF-Token": "made up"})
    assert response.status_code == 401


# Row 41: whose page is asking

FOREIGN: dict[str, dict[str, str | None]] = {
    "no CSRF token": {"X-CSRF-Token": ""},
    "another CSRF token": {"X-CSRF-Token": "0" * 64},
    "foreign origin": {"Origin": "https://evil.example"},
    "origin of the same prefix": {"Origin": "http://rolebook.test.evil.example"},
    "origin on another port": {"Origin": "http://rolebook.test:8080"},
    "origin null": {"Origin": "null"},
    "cross-site": {"Sec-Fetch-Site": "cross-site"},
    "same-site": {"Sec-Fetch-Site": "same-site"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN.keys())
async def test_another_sites_page_is_refused(
    headers: dict[str, str | None], browser: Browser, user: User
) -> None:
    await browser.login(user)
    for path in ("/editor/graphql", "/session/logout", "/session/sign-out-everywhere"):
        response = await browser.post(path, json=QUERY, headers=headers)
        assert response.status_code == 403, path
        assert response.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert (await browser.ask()).status_code == 200


async def test_the_csrf_token_is_told_to_our_pages_alone(browser: Browser, user: User) -> None:
    await browser.login(user)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        response = await browser.me(**headers)
        assert response.status_code == 403
        assert "access-control-allow-origin" not in response.headers


async def test_a_get_with_a_cookie_needs_the_token_too(browser: Browser, user: User) -> None:
    await browser.login(user)
    asked = {"query": "{ viewer { name } }"}
    refused = await browser.http.get("/editor/graphql", params=asked)
    assert refused.status_code == 403
    told = {"X-CSRF-Token": await browser.csrf()}
    answered = await browser.http.get("/editor/graphql", params=asked, headers=told)
    assert answered.status_code == 200


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
async def test_forms_are_not_taken_with_a_cookie(
    content_type: str, browser: Browser, user: User
) -> None:
    await browser.login(user)
    response = await browser.post(
        "/editor/graphql", content=b'{"query": "{x}"}', headers={"Content-Type": content_type}
    )
    assert response.status_code == 415


# Row 45: a new id at every sign-in


async def test_a_session_never_keeps_an_id_from_before(browser: Browser, user: User) -> None:
    browser.http.cookies.set("rolebook-session", "planted", domain="rolebook.test", path="/")
    await browser.login(user)
    first = browser.session_cookie
    assert first not in (None, "planted")
    await browser.login(user, "?prompt=login")
    await browser.login(user)
    assert browser.session_cookie != first
    browser.http.cookies.set("rolebook-session", first or "", domain="rolebook.test", path="/")
    assert (await browser.me()).status_code == 401


# Row 46: the old cookie after whatever ends a session


async def logged_out(browser: Browser, _user: User) -> None:
    response = await browser.post("/session/logout")
    assert response.status_code == 200
    url = httpx.URL(response.json()["signOutUrl"])
    assert (url.host, url.params["client_id"]) == ("rolebook.test", "rolebook-admin")
    assert url.params["post_logout_redirect_uri"] == f"{PUBLIC}/"


async def signed_out_everywhere(browser: Browser, _user: User) -> None:
    assert (await browser.post("/session/sign-out-everywhere")).status_code == 200


async def password_changed(browser: Browser, user: User) -> None:
    await accounts.set_password(browser.directory, user.id, "$argon2id$", by="operator:t")


async def disabled(browser: Browser, user: User) -> None:
    await accounts.disable(browser.directory, user.id, by="operator:t")


async def signed_out_of_the_issuer(browser: Browser, user: User) -> None:
    cookie = browser.http.cookies.get("rolebook-account")
    session = await browser_sessions.current(browser.directory, cookie)
    assert session is not None
    assert session.user == user.id
    await end_session(browser.directory, session)


@pytest.mark.parametrize(
    "ended",
    [logged_out, signed_out_everywhere, password_changed, disabled, signed_out_of_the_issuer],
)
async def test_an_ended_session_is_worth_nothing(
    ended: Callable[[Browser, User], Awaitable[None]], browser: Browser, user: User
) -> None:
    await browser.login(user)
    cookie, csrf = browser.session_cookie or "", await browser.csrf()
    session = await find(AdminSession, {"_id": hashed(cookie)})
    assert session is not None
    token = sessions.tokens_of(browser.directory, session).access_token
    await ended(browser, user)
    browser.http.cookies.set("rolebook-session", cookie, domain="rolebook.test", path="/")
    assert (await browser.me()).status_code == 401
    assert (await browser.ask(headers={"X-CSRF-Token": csrf})).status_code == 401
    browser.http.cookies.clear()
    by_token = {"Authorization": f"Bearer {token}"}
    answered = await browser.http.post("/editor/graphql", json=QUERY, headers=by_token)
    assert answered.status_code == 401
    alive = await collection(RefreshToken).count_documents({"claimed_at": None})
    assert alive <= 1


async def test_the_admin_ends_with_the_browsers_sign_in_and_goes_along_when_it_is_renewed(
    browser: Browser, user: User
) -> None:
    await browser.login(user)
    before = browser.http.cookies.get("rolebook-account")
    entered = await enter(browser.directory, user, before=before, device=None)
    assert (await browser.me()).status_code == 200  # it goes on under the new sign-in
    await end_session(browser.directory, entered.session)
    # Gone at once, not at its next request: there may be none that would find out.
    assert await collection(AdminSession).count_documents({}) == 0


# Lifetimes, and tokens refreshed behind the scenes


async def test_a_session_ends_after_eight_idle_hours(browser: Browser, user: User) -> None:
    await browser.login(user)
    start = browser.directory.clock()
    browser.directory.clock = lambda: start + timedelta(hours=7, minutes=59)
    assert (await browser.me()).status_code == 200
    browser.directory.clock = lambda: start + timedelta(hours=15, minutes=58)
    assert (await browser.me()).status_code == 200
    browser.directory.clock = lambda: start + timedelta(hours=24)
    assert (await browser.me()).status_code == 401


def _shifted(start: datetime, hours: int) -> datetime:
    return start + timedelta(hours=hours)


async def test_a_session_ends_after_seven_days_however_busy(browser: Browser, user: User) -> None:
    await browser.login(user)
    start = browser.directory.clock()
    for hours in range(7, 7 * 24, 7):
        browser.directory.clock = partial(_shifted, start, hours)
        assert (await browser.me()).status_code == 200, hours
    browser.directory.clock = lambda: start + timedelta(days=7, minutes=1)
    assert (await browser.me()).status_code == 401


async def test_parallel_requests_refresh_once(browser: Browser, user: User) -> None:
    await browser.login(user)
    csrf, start = await browser.csrf(), browser.directory.clock()
    browser.directory.clock = lambda: start + timedelta(minutes=11)
    answers = await asyncio.gather(
        *(browser.ask(headers={"X-CSRF-Token": csrf}) for _ in range(12))
    )
    assert {answer.status_code for answer in answers} == {200}
    assert await collection(RefreshToken).count_documents({}) == 2


async def test_a_voided_token_is_replaced_once(browser: Browser, user: User) -> None:
    await browser.login(user)
    session = await find(AdminSession, {"user": user.id})
    assert session is not None
    await revoke(browser.directory, RevocationKind.CLIENT, "rolebook-admin")
    await asyncio.sleep(0.002)
    assert (await browser.ask()).status_code == 200
    assert await collection(RefreshToken).count_documents({}) == 2


async def test_a_session_whose_refresh_is_refused_is_over(browser: Browser, user: User) -> None:
    await browser.login(user)
    await collection(RefreshToken).delete_many({})
    start = browser.directory.clock()
    browser.directory.clock = lambda: start + timedelta(minutes=11)
    assert (await browser.me()).status_code == 401
    assert await find(AdminSession, {"user": user.id}) is None


async def test_signing_out_everywhere_ends_other_browsers(browser: Browser, user: User) -> None:
    await browser.login(user)
    elsewhere = browser.session_cookie or ""
    browser.http.cookies.clear()
    await browser.login(user)
    await browser.post("/session/sign-out-everywhere")
    browser.http.cookies.set("rolebook-session", elsewhere, domain="rolebook.test", path="/")
    assert (await browser.me()).status_code == 401


# Rows 48 and 49: flags and caches


@asynccontextmanager
async def over_https(installation: Installation) -> AsyncIterator[Browser]:
    """A browser on an app that the outside reaches by https."""

    @asynccontextmanager
    async def opening(_settings: Settings) -> AsyncIterator[Installation]:
        yield installation

    address = "https://rolebook.test"
    app = create_app(read_settings(secret_key=SECRET, public_url=address), opening)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=address) as http,
    ):
        yield Browser(http, directory_of(http))


def set_cookies(response: httpx.Response) -> dict[str, set[str]]:
    """The cookies an answer sets, each with its flags in lower case."""
    found = {}
    for line in response.headers.get_list("set-cookie"):
        first, *flags = line.split("; ")
        found[first.partition("=")[0]] = {flag.lower() for flag in flags}
    return found


async def test_cookies_are_for_this_host_and_no_script(installation: Installation) -> None:
    async with over_https(installation) as browser:
        user = await make_user(browser.directory, Role.EDITOR)
        begun = await browser.go("/session/login")
        secret, _ = await _account_cookie(browser.directory, user)
        browser.http.cookies.set("__Host-rolebook-account", secret, domain="rolebook.test")
        done = await browser.through(begun)
        login = set_cookies(begun)["__Host-rolebook-login"]
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= login
        session = set_cookies(done)["__Host-rolebook-session"]
        assert {"secure", "httponly", "samesite=strict", "path=/"} <= session
        for flags in (login, session):
            assert not any(flag.startswith("domain") for flag in flags)
        assert "__Host-rolebook-login" in set_cookies(done)  # taken back
        assert (await browser.me()).status_code == 200


async def _account_cookie(directory: Directory, user: User) -> tuple[str, object]:
    from auth.signing_in.browser_sessions import begin

    return await begin(directory, user)


async def test_no_cache_keeps_what_sessions_say(browser: Browser, user: User) -> None:
    await browser.login(user)
    answers = [
        *(each for each in browser.seen if each.request.url.path.startswith("/session")),
        await browser.me(),
        await browser.me(Origin="https://evil.example"),
        await browser.go("/session/callback/rolebook?code=x&state=y"),
        await browser.http.post("/session/backchannel/rolebook"),
        await browser.post("/session/logout"),
        await browser.me(),
    ]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store", answer.request.url
        assert answer.headers["pragma"] == "no-cache", answer.request.url


# Row 47: where a sign-in leads

ELSEWHERE = [
    "//evil",
    "/\\evil",
    "\\\\evil",
    "\\/evil",
    "https:evil",
    "https://evil.example/",
    "javascript:alert(1)",
    "/%0d%0aSet-Cookie:a=b",
    "/\r\nX: y",
    "/\t/evil",
    "/%2f%2fevil",
    "/.//evil",
    "evil",
    " //evil",
    "",
]


@pytest.mark.parametrize("return_to", ELSEWHERE)
async def test_a_sign_in_leads_to_our_own_pages_alone(
    return_to: str, browser: Browser, user: User
) -> None:
    await browser.sign_in_at_our_issuer(user)
    begun = await browser.go("/session/login", params={"return_to": return_to})
    done = await browser.through(begun)
    assert (done.status_code, done.headers["location"]) == (303, "/")
