"""Back from an issuer: which answers make a session, and which make none."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from auth import accounts
from auth.directory import Directory
from auth.documents.accounts import User
from auth.documents.sessions import AdminSession
from auth.issuers.linking import link
from auth.issuers.trusted import RoleMap
from auth.roles import Role
from auth.store import collection, find
from tests.api.session.browser import Browser
from tests.auth.people import make_user
from tests.issuer import Issuer


async def refused(browser: Browser, response: httpx.Response, status: int = 400) -> bool:
    """Whether the answer made a page and no session."""
    page = response.headers["content-type"].startswith("text/html") and "<h1" in response.text
    nothing = (
        browser.session_cookie is None and await collection(AdminSession).count_documents({}) == 0
    )
    return response.status_code == status and page and nothing


async def test_signing_in_at_an_external_issuer(browser: Browser, issuer: Issuer) -> None:
    done = await browser.login_at(issuer)
    assert (done.status_code, done.headers["location"]) == (303, "/"), done.text
    me = (await browser.me()).json()
    assert (me["role"], me["issuer"]) == ("viewer", "acme")
    assert (me["user"]["email"], me["user"]["name"]) == ("ada@acme.test", "Ada at Acme")
    assert (await browser.ask()).status_code == 200
    await browser.login_at(issuer)
    assert await collection(User).count_documents({}) == 1


# Row 37: state


@pytest.mark.parametrize("state", [None, "", "foreign"])
async def test_an_answer_to_no_question(
    state: str | None, browser: Browser, issuer: Issuer
) -> None:
    assert await refused(browser, await browser.login_at(issuer, state=state))


async def test_an_answer_in_another_browser(browser: Browser, issuer: Issuer) -> None:
    led = await browser.go("/session/login", params={"issuer": "acme"})
    answer = issuer.agree(led.headers["location"])
    own = browser.http.cookies.get("rolebook-login") or ""
    for cookie in (None, "another"):
        browser.http.cookies.clear()
        if cookie:
            browser.http.cookies.set("rolebook-login", cookie, domain="rolebook.test", path="/")
        assert await refused(browser, await browser.go("/session/callback/acme", params=answer))
    browser.http.cookies.set("rolebook-login", own, domain="rolebook.test", path="/")
    done = await browser.go("/session/callback/acme", params=answer)
    assert done.status_code == 303  # a stranger cannot use somebody's state up


async def test_an_answer_is_good_once(browser: Browser, issuer: Issuer) -> None:
    led = await browser.go("/session/login", params={"issuer": "acme"})
    binding = browser.http.cookies.get("rolebook-login") or ""
    answer = issuer.agree(led.headers["location"])
    await browser.go("/session/callback/acme", params={"error": "access_denied", **answer})
    browser.http.cookies.set("rolebook-login", binding, domain="rolebook.test", path="/")
    assert await refused(browser, await browser.go("/session/callback/acme", params=answer))


async def test_an_answer_that_comes_late(browser: Browser, issuer: Issuer) -> None:
    led = await browser.go("/session/login", params={"issuer": "acme"})
    start = browser.directory.clock()
    browser.directory.clock = lambda: start + timedelta(minutes=11)
    answer = issuer.agree(led.headers["location"])
    assert await refused(browser, await browser.go("/session/callback/acme", params=answer))


async def test_a_parameter_given_twice(browser: Browser, issuer: Issuer) -> None:
    led = await browser.go("/session/login", params={"issuer": "acme"})
    answer = issuer.agree(led.headers["location"])
    query = httpx.QueryParams([*answer.items(), ("state", "other")])
    assert await refused(browser, await browser.go(f"/session/callback/acme?{query}"))


# Row 38: iss, and what the ID token says


@pytest.mark.parametrize("iss", [None, "https://evil.example", "https://login.acme.test/"])
async def test_an_answer_of_another_issuer(
    iss: str | None, browser: Browser, issuer: Issuer
) -> None:
    assert await refused(browser, await browser.login_at(issuer, iss=iss))
    assert "/token" not in issuer.line.asked


async def test_our_own_issuer_always_says_iss(browser: Browser, user: User) -> None:
    await browser.sign_in_at_our_issuer(user)
    asked = await browser.go((await browser.go("/session/login")).headers["location"])
    answer = httpx.URL(asked.headers["location"])
    assert answer.params["iss"] == "http://rolebook.test"
    bare = answer.copy_remove_param("iss")
    assert await refused(browser, await browser.go(str(bare)))


async def test_an_issuer_need_not_say_iss_unless_it_says_so(
    browser: Browser, issuer: Issuer
) -> None:
    issuer.metadata["authorization_response_iss_parameter_supported"] = False
    assert (await browser.login_at(issuer, iss=None)).status_code == 303


BENT: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "other"},
    "no nonce": {"nonce": None},
    "azp of another client": {"azp": "other"},
    "two audiences and no azp": {"aud": ["rolebook-at-acme", "other"]},
    "another audience": {"aud": "other"},
    "another issuer": {"iss": "https://evil.example"},
    "expired": {"exp": 1_000_000_000},
    "issued in the future": {"iat": 4_000_000_000},
    "no sub": {"sub": None},
    "sub is a number": {"sub": 7},
    "another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("bent", BENT.values(), ids=BENT.keys())
async def test_an_id_token_that_is_not_about_this_sign_in(
    bent: dict[str, Any], browser: Browser, issuer: Issuer
) -> None:
    issuer.bent = bent
    assert await refused(browser, await browser.login_at(issuer))


async def test_an_id_token_signed_by_somebody_else(browser: Browser, issuer: Issuer) -> None:
    party = browser.directory.issuers.parties["acme"]
    assert await party.published.key("acme-1") is not None
    issuer.key = Issuer().key  # of the same name, and not the one that is published
    assert await refused(browser, await browser.login_at(issuer))


async def test_an_error_of_the_issuer(browser: Browser, issuer: Issuer) -> None:
    assert await refused(browser, await browser.login_at(issuer, error="access_denied"))
    issuer.refuses = "invalid_client"
    assert await refused(browser, await browser.login_at(issuer))


async def test_an_issuer_that_is_away(browser: Browser, issuer: Issuer) -> None:
    issuer.line.is_cut = True
    response = await browser.go("/session/login", params={"issuer": "acme"})
    assert await refused(browser, response, 503)
    assert int(response.headers["retry-after"]) > 0


@pytest.mark.parametrize("path", ["/session/login?issuer=nobody", "/session/callback/nobody"])
async def test_an_issuer_that_nobody_named(path: str, browser: Browser) -> None:
    assert await refused(browser, await browser.go(path), 404)


@pytest.mark.usefixtures("issuer")
async def test_the_page_speaks_german_too(browser: Browser) -> None:
    path = "/session/callback/acme?code=a&state=b"
    response = await browser.go(path, headers={"Accept-Language": "de"})
    assert 'lang="de"' in response.text
    assert "Sie sind nicht angemeldet" in response.text


# Row 39: one issuer's answer at another's address


async def test_an_answer_delivered_to_another_issuers_address(
    browser: Browser, issuer: Issuer, directory: Directory
) -> None:
    other = Issuer(name="other", address="https://other.test", client_id="at-other")
    directory.issuers.trust([other.party(create_accounts="viewer")])
    for iss in (issuer.address, other.address):
        # Each time a fresh one: an answer is good once, wherever it was delivered.
        led = await browser.go("/session/login", params={"issuer": "acme"})
        told = {**issuer.agree(led.headers["location"]), "iss": iss}
        assert await refused(browser, await browser.go("/session/callback/other", params=told))
    assert "/token" not in other.line.asked


# Row 40: who they are here


async def test_an_email_never_links_by_itself(
    browser: Browser, issuer: Issuer, directory: Directory
) -> None:
    local = await make_user(directory, Role.ADMIN, email="ada@acme.test")
    for verified in (False, True):
        issuer.bent = {"email_verified": verified}
        assert await refused(browser, await browser.login_at(issuer), 403)
    kept = await find(User, {"_id": local.id})
    assert kept is not None
    assert kept.identities == []


async def test_an_unverified_email_makes_no_account(browser: Browser, issuer: Issuer) -> None:
    for verified in (False, None, "true"):
        issuer.bent = {"email_verified": verified}
        assert await refused(browser, await browser.login_at(issuer), 403)
    assert await collection(User).count_documents({}) == 0


async def test_no_account_is_made_unless_the_settings_say_so(
    browser: Browser, directory: Directory
) -> None:
    strict = Issuer(name="strict")
    directory.issuers.trust([strict.party()])
    assert await refused(browser, await browser.login_at(strict), 403)
    local = await make_user(directory, Role.PUBLISHER)
    await link(directory, local.id, strict.address, strict.subject, by="operator:t")
    assert (await browser.login_at(strict)).status_code == 303
    assert (await browser.me()).json()["role"] == "publisher"


async def test_only_allowed_domains(browser: Browser, directory: Directory) -> None:
    acme = Issuer()
    settings: dict[str, Any] = {"create_accounts": "viewer", "allowed_domains": ("good.test",)}
    directory.issuers.trust([acme.party(**settings)])
    for bent in ({}, {"email": "a@evil-good.test"}, {"email": "a@b.good.test"}, {"email": None}):
        acme.bent = bent
        assert await refused(browser, await browser.login_at(acme), 403)
    acme.bent = {"email": "a@good.test", "email_verified": False}
    assert await refused(browser, await browser.login_at(acme), 403)
    acme.bent = {"email": "a@GOOD.test"}
    assert (await browser.login_at(acme)).status_code == 303


async def test_a_disabled_account_stays_out(browser: Browser, issuer: Issuer) -> None:
    await browser.login_at(issuer)
    user = (await browser.me()).json()["user"]["id"]
    await accounts.disable(browser.directory, user, by="operator:t")
    assert (await browser.me()).status_code == 401
    browser.http.cookies.clear()
    assert await refused(browser, await browser.login_at(issuer), 403)


async def test_the_issuers_claims_say_the_role(browser: Browser, directory: Directory) -> None:
    acme = Issuer()
    roles = RoleMap(claim="realm.roles", map={"writers": Role.EDITOR, "chiefs": Role.PUBLISHER})
    directory.issuers.trust([acme.party(create_accounts="viewer", roles=roles)])
    told: list[tuple[Any, str]] = [
        ({"roles": ["writers", "x"]}, "editor"),
        ({"roles": ["writers", "chiefs"]}, "publisher"),
        ({"roles": "writers"}, "editor"),
        ({"roles": ["others"]}, "viewer"),
        (None, "viewer"),
    ]
    for realm, role in told:
        acme.bent = {"realm": realm}
        assert (await browser.login_at(acme)).status_code == 303
        assert (await browser.me()).json()["role"] == role
        assert (await browser.ask()).status_code == 200


async def test_a_session_outlives_a_short_absence_of_its_issuer(
    browser: Browser, issuer: Issuer
) -> None:
    await browser.login_at(issuer)
    start = browser.directory.clock()
    issuer.line.is_cut = True
    browser.directory.clock = lambda: start + timedelta(minutes=9, seconds=30)
    assert (await browser.me()).status_code == 200  # its token still holds
    browser.directory.clock = lambda: start + timedelta(minutes=11)
    response = await browser.me()
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    issuer.line.is_cut = False
    browser.directory.clock = lambda: start + timedelta(minutes=12)
    assert (await browser.me()).status_code == 200
    issuer.refuses = "invalid_grant"
    browser.directory.clock = lambda: start + timedelta(minutes=30)
    assert (await browser.me()).status_code == 401
