"""Signing in and out with a password, in a browser without JavaScript."""

from collections.abc import Callable

import pytest

from auth import accounts
from auth.directory import Directory
from auth.documents.accounts import User
from auth.documents.sessions import BrowserSession
from auth.roles import Role
from auth.sealing import hashed
from auth.store import collection, find
from content.documents.work import Audit
from tests.api.account.conftest import Clock
from tests.api.account.pages import Browser
from tests.auth.people import PASSWORD, make_user

COOKIE = "rolebook-account"


async def test_in_and_out(accounts_of: Directory, browser: Browser) -> None:
    user = await make_user(accounts_of)
    asked = await browser.open("/account/")
    assert (asked.status, asked.location) == (303, "/account/sign-in?next=%2Faccount%2F")
    page = await browser.open(asked.location)
    done = await browser.submit(page, {"email": " ADA@example.com ", "password": PASSWORD})
    assert (done.status, done.location) == (303, "/account/")
    home = await browser.open("/account/")
    assert "Ada Lovelace" in home.text
    assert "Editor" in home.text
    stored = await find(User, {"_id": user.id})
    assert stored is not None
    assert stored.signed_in_at == accounts_of.clock()

    cookie = browser.http.cookies[COOKIE]
    out = await browser.submit(await browser.open("/account/sign-out"))
    assert out.location == "/account/sign-in?notice=signed-out"
    assert COOKIE not in browser.http.cookies
    assert "You are signed out." in (await browser.open(out.location)).text
    browser.http.cookies.set(COOKIE, cookie, domain="rolebook.test")
    assert not await browser.is_signed_in()


async def test_what_is_stored_of_a_session_opens_nothing(
    accounts_of: Directory, browser: Browser
) -> None:
    await make_user(accounts_of)
    await browser.sign_in()
    stored = await collection(BrowserSession).find_one({})
    assert stored is not None
    cookie = browser.http.cookies[COOKIE]
    assert cookie not in str(stored)
    assert stored["_id"] == hashed(cookie)
    browser.http.cookies.set(COOKIE, stored["_id"], domain="rolebook.test")
    assert not await browser.is_signed_in()


@pytest.mark.parametrize("who", ["unknown", "wrong password", "disabled", "no password yet"])
async def test_nobody_learns_who_has_an_account(
    accounts_of: Directory, browser: Browser, who: str
) -> None:
    """Row 54: the same text, status and number of hashes for everybody who is refused."""
    admin = await make_user(accounts_of, email="grace@example.com")
    known = await make_user(accounts_of, password=None if who == "no password yet" else PASSWORD)
    if who == "disabled":
        await accounts.disable(accounts_of, known.id, by="operator:tests")
    password = "not the password of anybody" if who == "wrong password" else PASSWORD
    email = "bob@example.com" if who == "unknown" else known.email
    before = accounts_of.passwords.computed
    refused = await browser.sign_in(email, password)
    assert accounts_of.passwords.computed - before == 1
    assert refused.status == 401
    assert "This email address and password do not go together." in refused.text
    assert COOKIE not in browser.http.cookies
    # But for the address that was typed in, and for tokens, it is what everybody else gets.
    other = await browser.sign_in(admin.email, "nor this one, for that matter")
    assert other.text == refused.text
    assert [each for each, _ in other.elements] == [each for each, _ in refused.elements]
    rows = await Audit.get_motor_collection().find({"action": "sign_in.refused"}).to_list(None)
    assert len(rows) == 2
    assert password not in str(rows)


async def test_forgot_says_the_same_to_everybody(browser: Browser) -> None:
    page = await browser.open("/account/forgot")
    assert "Rolebook sends no mail. Ask an administrator" in page.text
    assert page.forms == []


async def test_a_session_fixed_before_is_not_the_one_after(
    accounts_of: Directory, browser: Browser
) -> None:
    """Row 45: a new session id at sign-in, and at the next one; the earlier is void."""
    await make_user(accounts_of)
    browser.http.cookies.set(COOKIE, "chosen-by-an-attacker", domain="rolebook.test")
    await browser.sign_in()
    first = browser.http.cookies[COOKIE]
    assert first != "chosen-by-an-attacker"
    await browser.sign_in()
    second = browser.http.cookies[COOKIE]
    assert second != first
    browser.http.cookies.set(COOKIE, first, domain="rolebook.test")
    assert not await browser.is_signed_in()
    browser.http.cookies.set(COOKIE, second, domain="rolebook.test")
    assert await browser.is_signed_in()


async def test_a_session_ends_when_idle_and_after_a_week(
    accounts_of: Directory, clock: Clock, browser: Browser
) -> None:
    await make_user(accounts_of)
    await browser.sign_in()
    clock.advance(hours=7, minutes=59)
    assert await browser.is_signed_in()
    clock.advance(hours=8)
    assert not await browser.is_signed_in()

    await browser.sign_in()
    for _ in range(7 * 24 // 6 - 1):
        clock.advance(hours=6)
        assert await browser.is_signed_in()
    clock.advance(hours=6)
    assert not await browser.is_signed_in()


async def test_signing_out_everywhere(
    accounts_of: Directory, browsers: Callable[..., Browser]
) -> None:
    """Row 46: the sessions of every browser are over."""
    await make_user(accounts_of)
    here, there = browsers(), browsers()
    await here.sign_in()
    await there.sign_in()
    home = await here.open("/account/")
    everywhere = next(
        number for number, (_, values) in enumerate(home.forms) if "everywhere" in values
    )
    await here.submit(home, form=everywhere)
    assert not await here.is_signed_in()
    assert not await there.is_signed_in()


@pytest.mark.parametrize("change", ["disable", "change_role"])
async def test_a_change_of_rights_ends_sessions(
    accounts_of: Directory, clock: Clock, browser: Browser, change: str
) -> None:
    user = await make_user(accounts_of)
    await browser.sign_in()
    clock.advance(seconds=1)
    if change == "disable":
        await accounts.disable(accounts_of, user.id, by="operator:tests")
    else:
        await accounts.change_role(accounts_of, user.id, Role.VIEWER, by="operator:tests")
    assert not await browser.is_signed_in()


async def test_a_sign_in_that_raced_with_a_change_is_void(
    accounts_of: Directory, clock: Clock, browser: Browser
) -> None:
    """The session is still there, as if it had been stored just after all were deleted."""
    user = await make_user(accounts_of)
    await browser.sign_in()
    clock.advance(seconds=1)
    changed = {"$set": {"changed_at": clock()}}
    await collection(User).update_one({"_id": user.id}, changed)
    assert not await browser.is_signed_in()


async def test_missing_fields_are_named(browser: Browser) -> None:
    page = await browser.sign_in("", "")
    assert page.status == 400
    assert page.title == "Error: Sign in – Rolebook"
    summary = next(each for each in page.all("div") if each.get("role") == "alert")
    assert summary["tabindex"] == "-1"
    assert "autofocus" in summary
    links = {each["href"] for each in page.all("a")}
    fields = {each["id"]: each for each in page.all("input") if "id" in each}
    for name in ("email", "password"):
        assert f"#{name}" in links
        assert fields[name]["aria-invalid"] == "true"
        assert f"{name}-error" in fields[name]["aria-describedby"]


async def test_the_client_may_suggest_who_signs_in(browser: Browser) -> None:
    page = await browser.open(
        "/account/sign-in?next=/oauth/authorize%3Flogin_hint%3Dada%2540example.com"
    )
    assert page.forms[0][1]["email"] == "ada@example.com"


async def test_signing_in_again_says_for_whom(accounts_of: Directory, browser: Browser) -> None:
    await make_user(accounts_of)
    await browser.sign_in()
    page = await browser.open("/account/sign-in?next=/account/password")
    assert "You are signed in as ada@example.com. Sign in again to go on." in page.text
    assert (await browser.open("/account/sign-in")).location == "/account/"
