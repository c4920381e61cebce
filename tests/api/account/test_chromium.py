"""The pages in a real browser: keyboard alone, no JavaScript, other origins, small screens."""

import http.server
import re
import threading
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.api.account.serving import Served, served
from tests.chromium import launched, needs_chromium

PASSWORD = "correct horse battery staple"

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's chromium."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def server(mongodb_uri: str, database: str) -> Iterator[Served]:
    """A first start."""
    with served(mongodb_uri, f"{database}_browsed") as started:
        yield started


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """A client's own site at another origin, and what it was asked."""
    asked: list[str] = []

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>The client</title>")

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/callback", asked
        site.shutdown()


def without_scripts(chromium: Browser, **options: object) -> BrowserContext:
    """A fresh profile in which no script runs."""
    return chromium.new_context(java_script_enabled=False, locale="en-GB", **options)  # type: ignore[arg-type]


def test_a_life_in_the_browser(
    chromium: Browser,
    server: Served,
    elsewhere: tuple[str, list[str]],
) -> None:
    owner = without_scripts(chromium).new_page()
    owner.goto(server.first_owner_link())
    owner.get_by_label("Your name").fill("Ada Lovelace")
    owner.get_by_label("Email address").fill("ada@example.com")
    owner.get_by_label("New password", exact=True).fill(PASSWORD)
    owner.get_by_label("New password, once more").fill(PASSWORD)
    owner.get_by_role("button").click()
    expect(owner).to_have_title("Your account – Rolebook")
    expect(owner.get_by_role("status")).to_have_text("You are all set, and signed in.")

    page = without_scripts(chromium).new_page()
    page.goto(f"{server.url}/account/")
    page.get_by_label("Email address").fill("ada@example.com")
    page.get_by_label("Password").fill("not the right one")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Error: Sign in – Rolebook")
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    page.keyboard.press("Tab")  # the summary has the focus, its first link is next
    page.keyboard.press("Enter")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_title("Your account – Rolebook")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("You are signed out.")

    callback, asked = elsewhere
    authorize = _request_of_a_client(server, callback)
    page.goto(authorize)
    page.get_by_label("Email address").fill("ada@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_title("Allow Desk? – Rolebook")
    page.get_by_role("button", name="Allow").click()
    expect(page).to_have_title("The client")  # form-action lets the redirect through
    # The last request may be for an icon.
    answer = parse_qs(urlsplit(next(each for each in asked if "code=" in each)).query)
    assert answer["iss"] == [server.url]
    assert "code" in answer


def test_a_small_screen_shows_everything(chromium: Browser, server: Served) -> None:
    """320 pixels wide, which is also 1280 at 400 %, and text at twice its size."""
    for language, scheme in (("en-GB", "light"), ("de-DE", "dark")):
        context = chromium.new_context(
            locale=language,
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": 320, "height": 640},
        )
        page = context.new_page()
        for path in ("sign-in?next=/account/", "forgot", "reset"):
            page.goto(f"{server.url}/account/{path}")
            for size in ("100%", "200%"):
                page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
                assert page.evaluate("document.documentElement.scrollWidth") <= 320
        context.close()


def _request_of_a_client(server: Served, callback: str) -> str:
    made = server.run("client", "add", "Desk", "--public", "--redirect-uri", callback)
    assert made.returncode == 0, made.stderr
    found = re.search(r"client_id +(\S+)", made.stdout)
    assert found is not None
    query = {
        "response_type": "code",
        "client_id": found[1],
        "redirect_uri": callback,
        "scope": "content:read",
        "state": "s",
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
    }
    return f"{server.url}/oauth/authorize?{urlencode(query)}"
