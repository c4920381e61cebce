"""A person with a browser: signs in, is refused with a wrong password, signs out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import launched, needs_chromium
from tests.clients.browsing import Person
from tests.clients.conftest import PASSWORD, Outside

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    with launched() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of somebody who has never been here; the throwaway authority is let pass."""
    context = browser.new_context(ignore_https_errors=True, locale="en-GB")
    yield context.new_page()
    context.close()


def sign_in(page: Page, email: str, password: str) -> None:
    """Fills in the page, by keyboard alone."""
    page.get_by_label("Email address").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_wrong_password_then_right_then_out(
    page: Page, outside: Outside, publisher: Person
) -> None:
    page.goto(f"{outside.url}/session/login?return_to=/account/")
    sign_in(page, publisher.email, "not the password at all")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.url.startswith(f"{outside.url}/account/sign-in")
    assert page.request.get(f"{outside.url}/session/me").status == 401

    sign_in(page, publisher.email, PASSWORD)
    page.wait_for_url(f"{outside.url}/account/")
    page.goto(f"{outside.url}/livez")  # a page of this origin that may fetch
    told = page.evaluate("fetch('/session/me').then(answer => answer.json())")
    assert told["user"]["email"] == publisher.email
    cookies = {each["name"]: each for each in page.context.cookies()}
    session = cookies["__Host-rolebook-session"]
    assert session["secure"]
    assert session["httpOnly"]
    assert session["sameSite"] == "Strict"
    assert page.evaluate("document.cookie") == "", "nothing for scripts"

    asked = """token => fetch('/editor/graphql', {method: 'POST',
      headers: {'Content-Type': 'application/json', ...token && {'X-CSRF-Token': token}},
      body: JSON.stringify({query: '{ viewer { role } }'})}).then(answer => answer.status)"""
    assert page.evaluate(asked, None) == 403
    assert page.evaluate(asked, told["csrfToken"]) == 200

    out = """token => fetch('/session/logout', {method: 'POST',
      headers: {'X-CSRF-Token': token}}).then(answer => answer.json())"""
    leads = page.evaluate(out, told["csrfToken"])
    assert page.evaluate("fetch('/session/me').then(answer => answer.status)") == 401
    page.goto(leads["signOutUrl"])
    page.goto(f"{outside.url}/account/")
    expect(page.get_by_label("Password")).to_be_visible()


@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
def test_the_sign_in_page_fits_a_phone(browser: Browser, outside: Outside, language: str) -> None:
    context = browser.new_context(
        ignore_https_errors=True, locale=language, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{outside.url}/account/sign-in")
    assert page.locator("html").get_attribute("lang") == language[:2]
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
    assert not complaints, "nothing is blocked by the content security policy"
    context.close()
