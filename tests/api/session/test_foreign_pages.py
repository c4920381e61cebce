"""Whose page is asking: another site's gets nothing from a session (row 41)."""

import pytest

from auth.documents.accounts import User
from tests.api.session.browser import QUERY, Browser

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
