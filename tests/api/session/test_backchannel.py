"""An issuer says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0)."""

from typing import Any

import httpx
import pytest

from tests.api.session.browser import Browser
from tests.issuer import LOGOUT, Issuer


async def tell(browser: Browser, token: str, issuer: str = "acme") -> httpx.Response:
    """The issuer's request: no browser, no cookie."""
    kept = list(browser.http.cookies.jar)
    browser.http.cookies.clear()
    response = await browser.http.post(
        f"/session/backchannel/{issuer}", data={"logout_token": token}
    )
    for cookie in kept:
        browser.http.cookies.jar.set_cookie(cookie)
    return response


@pytest.mark.parametrize("left_out", ["sub", "sid", None])
async def test_a_sign_out_there_is_one_here(
    left_out: str | None, browser: Browser, issuer: Issuer
) -> None:
    await browser.login_at(issuer)
    assert (await browser.me()).status_code == 200
    claims: dict[str, Any] = {} if left_out is None else {left_out: None}
    response = await tell(browser, issuer.logout_token(**claims))
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    assert (await browser.me()).status_code == 401
    assert (await browser.ask(headers={"X-CSRF-Token": "any"})).status_code == 401


async def test_another_session_there_goes_on_here(browser: Browser, issuer: Issuer) -> None:
    await browser.login_at(issuer)
    assert (await tell(browser, issuer.logout_token(sid="sid-2"))).status_code == 200
    assert (await browser.me()).status_code == 200


BAD: dict[str, dict[str, Any]] = {
    "another audience": {"aud": "other"},
    "another issuer": {"iss": "https://evil.example"},
    "no event": {"events": None},
    "another event": {"events": {"other": {}}},
    "an event that is no object": {"events": {LOGOUT: True}},
    "a nonce": {"nonce": "a"},
    "nobody": {"sub": None, "sid": None},
    "no jti": {"jti": None},
    "expired": {"exp": 1_000_000_000},
    "no exp": {"exp": None},
    "old": {"iat": 1_000_000_000},
    "an access token": {"typ": "at+jwt"},
}


@pytest.mark.parametrize("bent", BAD.values(), ids=BAD.keys())
async def test_a_bad_logout_token_ends_nothing(
    bent: dict[str, Any], browser: Browser, issuer: Issuer
) -> None:
    await browser.login_at(issuer)
    response = await tell(browser, issuer.logout_token(**bent))
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")
    assert response.headers["cache-control"] == "no-store"
    assert (await browser.me()).status_code == 200


async def test_a_logout_token_of_a_stranger(browser: Browser, issuer: Issuer) -> None:
    await browser.login_at(issuer)
    assert (await tell(browser, Issuer().logout_token())).status_code == 400
    assert (await tell(browser, "nonsense")).status_code == 400
    assert (await tell(browser, "")).status_code == 400
    assert (await tell(browser, issuer.logout_token(), "nobody")).status_code == 404
    assert (await browser.me()).status_code == 200


async def test_a_logout_token_is_good_once(browser: Browser, issuer: Issuer) -> None:
    await browser.login_at(issuer)
    token = issuer.logout_token()
    assert (await tell(browser, token)).status_code == 200
    await browser.login_at(issuer)
    assert (await tell(browser, token)).status_code == 400
    assert (await browser.me()).status_code == 200
