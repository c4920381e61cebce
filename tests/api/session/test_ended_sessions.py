"""The old cookie after whatever ends a session (row 46)."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from auth import accounts
from auth.admin_sessions import sessions
from auth.documents.accounts import User
from auth.documents.sessions import AdminSession
from auth.documents.tokens import RefreshToken
from auth.sealing import hashed
from auth.signing_in import browser_sessions
from auth.signing_in.ending import end_session
from auth.signing_in.sign_in import enter
from auth.store import collection, find
from tests.api.session.browser import PUBLIC, QUERY, Browser


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


async def test_signing_out_everywhere_ends_other_browsers(browser: Browser, user: User) -> None:
    await browser.login(user)
    elsewhere = browser.session_cookie or ""
    browser.http.cookies.clear()
    await browser.login(user)
    await browser.post("/session/sign-out-everywhere")
    browser.http.cookies.set("rolebook-session", elsewhere, domain="rolebook.test", path="/")
    assert (await browser.me()).status_code == 401
