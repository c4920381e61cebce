"""Signing in to the admin at our own issuer, where it leads, and what a session is good for."""

import httpx
import pytest

from auth.documents.accounts import User
from auth.documents.sessions import AdminSession
from auth.sealing import hashed
from auth.store import find
from tests.api.session.browser import Browser


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
