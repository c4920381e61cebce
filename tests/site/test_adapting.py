"""The job description: filled in by its reader, copied as text and as Markdown."""

import httpx
import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Page, expect

from tests.chromium import needs_chromium
from tests.site.conftest import Open, Published, reach

pytestmark = needs_chromium

PATH = "/en/backend-developer/job-description/"
WITH_CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
REFUSING = "() => { navigator.clipboard.writeText = async () => { throw new Error('no') } }"
COMPANY, PLACE = "Larkspur & <Sons>", "Lyon *sur* Saône"


def placeholders(site: Published) -> dict[str, str]:
    """The names of the job description's placeholders with their labels."""
    query = (
        '{ rolePage(slug: "backend-developer") { jobDescription { variables { name label } } } }'
    )
    answer = httpx.post(f"{site.server.url}/graphql", json={"query": query}).json()
    variables = answer["data"]["rolePage"]["jobDescription"]["variables"]
    return {each["name"]: each["label"] for each in variables}


def filled_in(page: Page) -> None:
    """Company and place are filled in."""
    page.locator("input[name='company.name']").fill(COMPANY)
    page.locator("input[name=location]").fill(PLACE)


def clipboard(page: Page) -> str:
    """What was copied, once it is told that it was."""
    expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_every_placeholder_is_a_field_and_stands_in_the_text(visit: Open, site: Published) -> None:
    page = visit(PATH)
    told = placeholders(site)
    assert told
    for name, label in told.items():
        field = page.get_by_label(label, exact=True)
        assert field.get_attribute("name") == name
    blanks = page.locator("article mark[data-name]")
    names = {each.get_attribute("data-name") for each in blanks.all()}
    assert names == told.keys()
    assert page.locator("article mark[data-name=location]").first.inner_text() == "[City, State]"


def test_the_text_follows_what_is_typed(visit: Open, complaints: list[str]) -> None:
    page = visit(PATH)
    article = page.locator("article")
    before = article.inner_text()
    page.get_by_label("Company Name").press_sequentially(COMPANY)
    for mark in page.locator("mark[data-name='company.name']").all():
        assert mark.inner_text() == COMPANY
    assert "[Company Name]" not in article.inner_text()
    page.get_by_label("Company Name").fill("")
    assert article.inner_text() == before, "an empty field is a blank again"
    assert complaints == []


def test_what_was_filled_in_is_kept_for_the_next_job(visit: Open, site: Published) -> None:
    page = visit(PATH)
    filled_in(page)
    page.goto(f"{site.url}/en/senior-backend-developer/job-description/")
    assert page.locator("input[name='company.name']").input_value() == COMPANY
    assert COMPANY in page.locator("article").inner_text()
    page.goto(f"{site.url}{PATH}")
    page.locator("button[type=reset]").click()
    expect(page.locator("mark[data-name=location]").first).to_have_text("[City, State]")
    page.reload()
    assert page.locator("input[name=location]").input_value() == ""


def test_it_is_copied_as_text(visit: Open) -> None:
    page = visit(PATH, **WITH_CLIPBOARD)
    filled_in(page)
    page.get_by_role("button", name="Copy as text").click()
    copied = clipboard(page)
    assert COMPANY in copied
    assert PLACE in copied
    assert "[Company Name]" not in copied
    assert "[Product Name]" in copied, "what is left blank says what it is"
    assert "98760" not in copied
    assert "\ue000" not in copied
    said = " ".join(page.locator("article").inner_text().split())
    for line in copied.splitlines():
        for part in line.removeprefix("- ").split(": "):
            assert " ".join(part.split()) in said, line


def test_it_is_copied_as_markdown_that_means_the_same(visit: Open) -> None:
    page = visit(PATH, **WITH_CLIPBOARD)
    filled_in(page)
    page.get_by_role("button", name="Copy as Markdown").click()
    copied = clipboard(page)
    assert copied.startswith("# ")
    assert "\n- " in copied
    assert "\ue000" not in copied
    html = MarkdownIt().render(copied)
    said = page.evaluate(
        "html => new DOMParser().parseFromString(html, 'text/html').body.textContent", html
    )
    assert COMPANY in said, "its signs are no markup"
    assert PLACE in said
    assert "<em>sur</em>" not in html


@pytest.mark.parametrize("name", ["Copy as text", "Copy as Markdown"])
def test_a_browser_that_refuses_to_copy_is_told_about(visit: Open, name: str) -> None:
    page = visit(PATH)
    page.evaluate(REFUSING)
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("status").filter(has_text="did not let us copy")).to_be_visible()
    assert len(page.evaluate("getSelection().toString()")) > 500, "the text is selected"


def test_it_works_by_keyboard_alone(visit: Open) -> None:
    page = visit(PATH, **WITH_CLIPBOARD)
    reach(page, "document.activeElement.name === 'company.name'")
    page.keyboard.type("Larkspur")
    reach(page, "document.activeElement.textContent === 'Copy as text'")
    page.keyboard.press("Enter")
    assert "Larkspur" in clipboard(page)


def test_answers_unfold_by_keyboard(visit: Open) -> None:
    page = visit("/en/backend-developer/")
    answer = page.locator("details").first
    assert answer.get_attribute("open") is None
    answer.locator("summary").focus()
    page.keyboard.press("Enter")
    assert answer.get_attribute("open") is not None
