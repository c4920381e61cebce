"""The flags of a session's cookies, and what caches may keep (rows 48 and 49)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from auth.directory import Directory
from auth.documents.accounts import User
from auth.roles import Role
from content.installation import Installation
from tests.api.session.browser import Browser, directory_of
from tests.auth.people import make_user
from tests.conftest import client_of, open_app


@asynccontextmanager
async def over_https(installation: Installation) -> AsyncIterator[Browser]:
    """A browser on an app that the outside reaches by https."""
    address = "https://rolebook.test"
    async with open_app(installation, address) as app, client_of(app, address) as http:
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
