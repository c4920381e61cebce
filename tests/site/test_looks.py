"""The site in a browser: for everybody, at every width, in light and dark, on paper, in no time."""

import gzip

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.api.pages.test_browser import AXE
from tests.chromium import needs_chromium
from tests.site.conftest import Open, Published

pytestmark = needs_chromium

MOST_BYTES = 60_000
PHONE, DESKTOP = 375, 1280
PATHS = {
    "en": ("/en/", "/en/backend-developer/", "/en/backend-developer/job-description/", "/404.html"),
    "de": ("/de/", "/de/backend-entwickler/", "/de/backend-entwickler/job-description/", "/"),
}
EVERY_PATH = [path for paths in PATHS.values() for path in paths]
every_page = pytest.mark.parametrize("path", EVERY_PATH)
SHIFTS = """
window.shifted = []
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifted.push(entry.value)
}).observe({ type: 'layout-shift', buffered: true })
"""


def unfold(page: Page) -> None:
    """Opens all that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


def violations(page: Page) -> list[object]:
    """What axe finds wrong: the rule, and the first elements that break it."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found]


@pytest.mark.parametrize(
    ("width", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "light")]
)
@pytest.mark.parametrize("locale", PATHS)
def test_axe_finds_nothing(
    visit: Open, site: Published, complaints: list[str], locale: str, width: int, scheme: str
) -> None:
    page = visit(PATHS[locale][0], width, color_scheme=scheme)
    for path in PATHS[locale]:
        page.goto(f"{site.url}{path}")
        unfold(page)
        assert violations(page) == [], path
    assert complaints == []


def test_axe_finds_nothing_in_what_was_searched_and_filled_in(visit: Open) -> None:
    page = visit("/en/?q=data", PHONE)
    page.locator("#results").wait_for()
    assert violations(page) == []
    page = visit(PATHS["en"][2], PHONE)
    page.locator("form input").first.fill("Larkspur")
    assert violations(page) == []


@pytest.mark.parametrize("locale", PATHS)
def test_nothing_is_wider_than_a_small_phone(visit: Open, site: Published, locale: str) -> None:
    page = visit(PATHS[locale][0], 320)
    for path in PATHS[locale]:
        page.goto(f"{site.url}{path}")
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page = visit(PATHS[locale][0], 640)
    for path in PATHS[locale]:
        page.goto(f"{site.url}{path}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, f"large text: {path}"


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_nothing_moves_while_a_page_loads(browser: Browser, site: Published, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    for path in [*EVERY_PATH, "/en/?q=data", "/de/?level=SENIOR"]:
        page.goto(f"{site.url}{path}")
        if "?" in path:
            page.locator("#results li").first.wait_for()
        page.mouse.wheel(0, 3_000)
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
        assert page.evaluate("shifted") == [], path
    context.close()


@every_page
def test_a_page_is_light(browser: Browser, site: Published, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    loaded: list[Response] = []
    page.on("response", lambda answer: loaded.append(answer))
    page.goto(f"{site.url}{path}", wait_until="networkidle")
    own = [answer for answer in loaded if answer.url.startswith(site.url)]
    assert all(answer.ok for answer in own)
    assert {answer.url for answer in loaded} == {answer.url for answer in own}, "nobody else's"
    weight = sum(len(gzip.compress(answer.body(), 6)) for answer in own)
    assert 1_000 < weight <= MOST_BYTES
    context.close()


@every_page
def test_it_reads_the_same_without_a_script(visit: Open, complaints: list[str], path: str) -> None:
    page = visit(path, PHONE, java_script_enabled=False)
    heading = page.get_by_role("heading", level=1)
    assert heading.is_visible()
    assert not page.locator("form").locator("visible=true").count(), "no form that does nothing"
    assert len(page.locator("main").inner_text()) > 100
    assert complaints == []


def test_the_scheme_of_the_reader_holds(visit: Open) -> None:
    """Sum of the channels: light paper and dark text, or the other way round."""
    told = {}
    for scheme in ("light", "dark"):
        page = visit(PATHS["en"][1], color_scheme=scheme)
        told[scheme] = [
            sum(page.evaluate(f"getComputedStyle(document.body).{what}.match(/\\d+/g).map(Number)"))
            for what in ("backgroundColor", "color")
        ]
    (light_paper, light_ink), (dark_paper, dark_ink) = told["light"], told["dark"]
    assert light_ink < 200 < 650 < light_paper
    assert dark_paper < 200 < 500 < dark_ink


def test_on_paper_every_answer_is_there_and_no_button(visit: Open) -> None:
    page = visit(PATHS["en"][1])
    answer = page.locator("details > :not(summary)").first
    assert not answer.is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    assert answer.is_visible()
    assert not page.locator("nav").locator("visible=true").count()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g)")
    assert paper[:3] == ["255", "255", "255"] or paper[3:] == ["0"], "no ink for the ground"
    page = visit(PATHS["en"][2])
    page.emulate_media(media="print")
    assert not page.get_by_role("button").locator("visible=true").count()
    assert page.locator("article").is_visible()


def test_motion_is_spared_whom_it_bothers(visit: Open) -> None:
    page = visit(PATHS["en"][1], reduced_motion="reduce")
    moving = "getComputedStyle(each).transitionDuration !== '0s'"
    found = page.evaluate(
        f"[...document.querySelectorAll('*')].filter(each => {moving}).map(each => each.tagName)"
    )
    assert found == []
