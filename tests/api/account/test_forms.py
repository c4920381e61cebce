"""Forms that are forged, broken or too much, and where a form may lead."""

from collections.abc import Callable

import httpx
import pytest
from pymongo.errors import ServerSelectionTimeoutError

from auth.directory import Directory
from auth.signing_in.passwords import HashingBusy, Passwords
from tests.api.account.pages import Browser, Page
from tests.auth.people import PASSWORD, make_user

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://rolebook.test.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_a_form_from_elsewhere_does_nothing(
    accounts_of: Directory, browser: Browser, headers: dict[str, str]
) -> None:
    await make_user(accounts_of)
    page = await browser.open("/account/sign-in")
    credentials = {"email": "ada@example.com", "password": PASSWORD}
    refused = await browser.submit(page, credentials, headers=headers)
    assert refused.status == 403
    assert "This form is out of date" in refused.text
    assert (await browser.submit(page, credentials, headers={"origin": "null"})).status == 303
    assert (await browser.submit(await browser.open("/account/"), headers=headers)).status == 403
    assert await browser.is_signed_in()


async def test_a_form_without_its_token_does_nothing(
    accounts_of: Directory, browsers: Callable[..., Browser]
) -> None:
    await make_user(accounts_of)
    browser, other = browsers(), browsers()
    credentials = {"email": "ada@example.com", "password": PASSWORD}
    mine, others = await browser.open("/account/sign-in"), await other.open("/account/sign-in")
    for token in ("", others.forms[0][1]["token"], "ü"):
        assert (await browser.submit(mine, {**credentials, "token": token})).status == 403
    # Neither does one for which this browser has no cookie, as after a login from elsewhere.
    assert (await browsers().submit(mine, credentials)).status == 403
    await browser.submit(mine, credentials)
    await other.submit(others, credentials)
    home = await other.open("/account/")
    assert (await browser.submit(home)).status == 403
    assert await browser.is_signed_in()


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"password=" + b"x" * 1_000_000, FORM["content-type"]),
        (b"email=a&password=a%00b", FORM["content-type"]),
        (b"email=a&password=%ED%A0%80", FORM["content-type"]),
        (b"email=a&password=\xff", FORM["content-type"]),
        (b"email=a&email=b&password=c", FORM["content-type"]),
        (b"&".join(b"f%d=1" % n for n in range(100)), FORM["content-type"]),
        (b'{"email": "a", "password": "b"}', "application/json"),
        (b"email=a&password=b", "text/plain"),
    ],
)
async def test_what_is_no_form_is_refused_before_hashing(
    accounts_of: Directory, browser: Browser, body: bytes, media_type: str
) -> None:
    """Row 56."""
    answer = await browser.http.post(
        "/account/sign-in", content=body, headers={"content-type": media_type}
    )
    assert answer.status_code == 400
    assert "The form could not be read" in Page(answer).text
    assert accounts_of.passwords.computed == 0


async def test_an_overlong_password_is_refused_before_hashing(
    accounts_of: Directory, browser: Browser
) -> None:
    refused = await browser.sign_in(password="x" * 1025)
    assert refused.status == 400
    assert accounts_of.passwords.computed == 0


async def test_too_much_to_hash_is_a_503(
    accounts_of: Directory, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_user(accounts_of)

    async def busy(*_: object) -> None:
        raise HashingBusy

    monkeypatch.setattr(Passwords, "verify", busy)
    for _ in range(7):  # and none of them counts as a miss
        refused = await browser.sign_in()
        assert (refused.status, refused.response.headers["retry-after"]) == (503, "2")
    monkeypatch.undo()
    assert (await browser.sign_in()).status == 303


@pytest.mark.parametrize("signed_in", [True, False])
async def test_a_database_that_is_away_is_a_503(
    accounts_of: Directory, browser: Browser, monkeypatch: pytest.MonkeyPatch, signed_in: bool
) -> None:
    await make_user(accounts_of)
    page = await browser.open("/account/sign-in")
    if signed_in:
        await browser.sign_in()

    async def away(*_: object) -> None:
        raise ServerSelectionTimeoutError("no primary")

    monkeypatch.setattr("auth.signing_in.browser_sessions.find", away)
    monkeypatch.setattr("auth.accounts.finding.find", away)
    refused = await browser.submit(page, {"email": "ada@example.com", "password": PASSWORD})
    assert (refused.status, refused.response.headers["retry-after"]) == (503, "2")
    assert refused.title == "Just a moment – Rolebook"
    assert not refused.response.headers.get_list("set-cookie")


@pytest.mark.parametrize(
    "asked",
    ["//evil.example", "\\\\evil.example", "https:evil.example", "/\r\nX: y", "/\t/evil.example"],
)
async def test_nobody_is_led_elsewhere(
    accounts_of: Directory, browser: Browser, asked: str
) -> None:
    """Row 47, in the address and in the form."""
    await make_user(accounts_of)
    page = await browser.open(str(httpx.URL("/account/sign-in", params={"next": asked})))
    assert page.forms[0][1]["next"] == "/"
    fields = {"email": "ada@example.com", "password": PASSWORD, "next": asked}
    assert (await browser.submit(page, fields)).location == "/"
