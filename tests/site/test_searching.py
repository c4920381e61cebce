"""The index: search as you type, filters with the API's counts, an address for every state."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.chromium import needs_chromium
from tests.site.conftest import Open, Published, reach

pytestmark = needs_chromium

COUNTED = """query ($locale: Locale, $where: RolePageWhere, $search: String) {
  rolePages(locale: $locale, where: $where, search: $search) {
    totalCount facets { name values { value count } } } }"""


def counted(site: Published, **variables: Any) -> tuple[int, dict[str, dict[str, int]]]:
    """How many roles the API finds, and its counts by facet and value."""
    body = {"query": COUNTED, "variables": variables}
    answer = httpx.post(f"{site.server.url}/graphql", json=body).json()
    found = answer["data"]["rolePages"]
    facets = {
        each["name"]: {value["value"]: value["count"] for value in each["values"]}
        for each in found["facets"]
    }
    return found["totalCount"], facets


def shown(page: Page, name: str) -> dict[str, int]:
    """The counts beside a filter's values."""
    labels = page.locator(f"fieldset label:has(input[name={name}])").all()
    return {
        label.locator("input").input_value(): int(label.locator("b").inner_text())
        for label in labels
    }


def skills(page: Page) -> dict[str, int]:
    """The counts of the skills that can be chosen."""
    options = page.locator("select[name=skill] option[value]:not([value=''])").all()
    found = {
        str(option.get_attribute("value")): int(
            re.findall(r"\((\d+)\)$", option.text_content() or "")[0]
        )
        for option in options
    }
    return {value: count for value, count in found.items() if count}


def rows(page: Page) -> Locator:
    """The roles that are to be seen."""
    return page.locator("main ul.roles > li").locator("visible=true")


def address(page: Page) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(page.url).query)


def told(page: Page, number: int) -> None:
    """Waits until so many are told and shown."""
    words = f"^{number or '(No|Keine)'} (roles?|Rollen?) (found|gefunden)"
    expect(page.get_by_role("status").first).to_have_text(re.compile(words))
    expect(rows(page)).to_have_count(number)


@pytest.mark.parametrize("locale", ["en", "de"])
def test_counts_are_those_of_the_api(visit: Open, site: Published, locale: str) -> None:
    page = visit(f"/{locale}/")
    total, facets = counted(site, locale=locale)
    expect(rows(page)).to_have_count(total)
    assert shown(page, "family") == facets["family"]
    assert shown(page, "level") == facets["level"]
    assert skills(page) == facets["skill"]


def test_counts_follow_what_is_chosen(visit: Open, site: Published) -> None:
    page = visit("/en/")
    page.locator("input[name=family][value=data]").check()
    total, within = counted(site, locale="en", where={"family": {"eq": "data"}})
    told(page, total)
    _, everywhere = counted(site, locale="en")
    assert shown(page, "family") == everywhere["family"], "another family adds to this one"
    level = {value: count for value, count in shown(page, "level").items() if count}
    assert level == within["level"]
    assert skills(page) == within["skill"]
    skill = max(within["skill"], key=lambda value: within["skill"][value])
    page.locator("select[name=skill]").select_option(skill)
    both = {"family": {"eq": "data"}, "skill": {"eq": skill}}
    told(page, counted(site, locale="en", where=both)[0])
    assert address(page) == {"family": ["data"], "skill": [skill]}


def test_search_as_you_type_and_back(visit: Open, site: Published) -> None:
    page = visit("/en/")
    everything = rows(page).count()
    field = page.get_by_role("searchbox")
    field.press_sequentially("postgresql", delay=10)
    found = counted(site, locale="en", search="postgresql")[0]
    assert 0 < found < everything
    told(page, found)
    assert address(page) == {"q": ["postgresql"]}
    page.locator("input[name=level][value=SENIOR]").check()
    narrowed = counted(site, locale="en", search="postgresql", where={"level": {"in": ["SENIOR"]}})[
        0
    ]
    told(page, narrowed)
    page.go_back()
    told(page, found)
    assert address(page) == {"q": ["postgresql"]}
    assert field.input_value() == "postgresql"
    page.go_back()
    expect(rows(page)).to_have_count(everything)
    assert address(page) == {}
    assert field.input_value() == ""
    page.go_forward()
    told(page, found)


def test_an_address_is_shown_as_it_was_sent(visit: Open, site: Published) -> None:
    page = visit("/de/?q=daten&level=MID")
    told(page, counted(site, locale="de", search="daten", where={"level": {"in": ["MID"]}})[0])
    assert page.get_by_role("searchbox").input_value() == "daten"
    assert page.locator("input[name=level][value=MID]").is_checked()
    page.locator("button[type=reset]").click()
    expect(rows(page)).to_have_count(counted(site, locale="de")[0])
    assert address(page) == {}
    assert page.get_by_role("status").first.inner_text() == ""
    assert page.locator("form").get_attribute("aria-busy") is None


@pytest.mark.parametrize("typed", ['<img src=x onerror="alert(1)">', "\\", '"', "%", "ß" * 120])
def test_anything_may_be_typed(visit: Open, complaints: list[str], typed: str) -> None:
    page = visit("/en/")
    page.get_by_role("searchbox").fill(typed)
    expect(page.get_by_role("status").first).to_contain_text("found")
    assert address(page).get("q", [""])[0] == typed.strip()
    page.reload()
    expect(page.get_by_role("status").first).to_contain_text("found")
    assert page.get_by_role("searchbox").input_value() == typed
    assert complaints == []


def test_only_the_last_word_of_somebody_typing_counts(visit: Open, site: Published) -> None:
    """What was asked first may be answered last, and is not shown then."""
    page = visit("/en/")
    late: list[Any] = []
    page.route(re.compile("/graphql.*search%22%3A%22data%22"), lambda route: late.append(route))
    field = page.get_by_role("searchbox")
    field.fill("data")
    page.wait_for_timeout(1_000)
    assert late
    field.fill("kotlin")
    found = counted(site, locale="en", search="kotlin")[0]
    told(page, found)
    for route in late:
        route.continue_()
    page.wait_for_timeout(300)
    told(page, found)


def test_a_cleared_search_is_no_longer_busy(visit: Open) -> None:
    page = visit("/en/")
    page.route(re.compile("/graphql"), lambda _: None)
    field = page.get_by_role("searchbox")
    field.fill("data")
    expect(page.locator("form[aria-busy=true]")).to_have_count(1)
    field.fill("")
    expect(page.locator("form[aria-busy=true]")).to_have_count(0)


def test_without_the_server_the_list_is_searched_and_says_so(visit: Open, site: Published) -> None:
    page = visit("/en/")
    page.route(re.compile("/graphql"), lambda route: route.abort())
    page.get_by_role("searchbox").fill("engineer")
    status = page.get_by_role("status").first
    expect(status).to_contain_text("cannot be reached")
    titles = [text.lower() for text in rows(page).all_inner_texts()]
    assert 0 < len(titles) < 14
    assert all("engineer" in text for text in titles)
    expect(status).to_contain_text(f"{len(titles)} roles found")
    page.locator("input[name=level][value=LEAD]").check()
    expect(rows(page)).to_have_count(1)
    page.unroute(re.compile("/graphql"))
    page.locator("input[name=level][value=LEAD]").uncheck()
    told(page, counted(site, locale="en", search="engineer")[0])
    expect(status).not_to_contain_text("cannot be reached")


def test_it_works_by_keyboard_alone(visit: Open) -> None:
    page = visit("/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("data")
    expect(page.get_by_role("status").first).to_contain_text("found")
    reach(page, "document.activeElement.name === 'family'")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.checked")
    expect(page).to_have_url(re.compile("family="))
    reach(page, "document.activeElement.matches('ul.roles a')")
    outline = "const seen = getComputedStyle(document.activeElement)"
    assert page.evaluate(f"{outline}; seen.outlineStyle + seen.boxShadow") != "nonenone"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/[a-z-]+/$"))
