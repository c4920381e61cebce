"""Pages in a real browser: for everybody, on every screen, with nothing blocked or cut off."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import launched, needs_chromium
from tests.clients.node import SCRIPTS
from tests.serving import Server, rolebook, running_server

pytestmark = needs_chromium

AXE = SCRIPTS / "node_modules" / "axe-core" / "axe.min.js"
PAGES = (
    "backend-developer.html",
    "backend-entwickler.html?locale=de",
    "data-scientist.html?locale=de",
    "senior-backend-developer.html?var.company.name=Acme",
    "nobody.html",
)


@pytest.fixture(scope="module")
def library(mongodb_uri: str, database: str) -> Iterator[Server]:
    """A server with the sample library."""
    given = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_pages"[-38:],
    }
    loaded = rolebook("seed", settings=given, seconds=180)
    assert loaded.returncode == 0, loaded.stderr
    with running_server(given) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    with launched() as opened:
        yield opened


@pytest.fixture
def complaints() -> list[str]:
    """What the browser writes to its console."""
    return []


def opened(
    browser: Browser, address: str, complaints: list[str], width: int = 1280, **options: Any
) -> Page:
    """A page in a window of its own; axe may run in it though the page runs no scripts."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(
    library: Server, browser: Browser, complaints: list[str], path: str, scheme: str
) -> None:
    page = opened(
        browser,
        f"{library.url}/pages/{path}",
        complaints,
        color_scheme=scheme,
        bypass_csp=True,
    )
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert not [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found]
    page.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_it_fits_a_phone_and_nothing_is_blocked(
    library: Server, browser: Browser, complaints: list[str], path: str
) -> None:
    page = opened(browser, f"{library.url}/pages/{path}", complaints, 320)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px", "it is styled"
    assert [told for told in complaints if "404" not in told] == []
    page.context.close()


@pytest.mark.parametrize("width", [640, 1280])
def test_text_may_be_twice_as_large(
    library: Server, browser: Browser, complaints: list[str], width: int
) -> None:
    page = opened(browser, f"{library.url}/pages/{PAGES[1]}", complaints, width)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_it_is_read_by_keyboard_alone(
    library: Server, browser: Browser, complaints: list[str]
) -> None:
    page = opened(browser, f"{library.url}/pages/{PAGES[0]}", complaints)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_content"
    answer = page.locator("details").first
    answer.locator("summary").focus()
    page.keyboard.press("Enter")
    assert answer.get_attribute("open") is not None
    page.context.close()


def test_on_paper_every_answer_is_there(
    library: Server, browser: Browser, complaints: list[str]
) -> None:
    page = opened(browser, f"{library.url}/pages/{PAGES[0]}", complaints)
    answer = page.locator("details .text").first
    assert not answer.is_visible()
    page.emulate_media(media="print")
    assert answer.is_visible()
    assert not page.locator(".contents").is_visible()
    page.context.close()
