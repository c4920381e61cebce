"""A page as HTML: everything is shown, in order, in its language, and nothing gets out of hand."""

import re
from itertools import pairwise

import orjson
import pytest
from lxml.html import HtmlElement

from api.pages.languages import direction, marked, own_name
from content.rules import order_keys
from tests.api.pages.conftest import Get, Show, text_of
from tests.content.desk import Desk, prose
from tests.schema.library import Library

LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")


def section(page: HtmlElement, block_id: str) -> HtmlElement:
    """One block of a page."""
    (found,) = page.xpath("//*[@id=$id]", id=block_id)
    return found


@pytest.mark.usefixtures("library")
async def test_every_block_is_shown_in_order(show: Show, subtests: pytest.Subtests) -> None:
    page = await show("/pages/baker.html")
    told = {
        "prose": "A baker makes bread at [Company Name].",
        "list-1": "Good bread sells itself.",
        "list-2": "Knead well Knead here.",
        "job-description-use": "Free rolls.",
        "question-list": "Why does a loaf collapse?",
        "snippet-use": "We bake at night.",
        "skills-table": "Dough Required",
        "callout": "Apply by noon. Find out more",
        "faq": "When? At two.",
        "related-roles": "Night Baker",
    }
    blocks = page.xpath("//div[@class='blocks']/*")
    assert [block.get("id") for block in blocks] == list(told)
    for block, text in zip(blocks, told.values(), strict=True):
        with subtests.test(block=block.get("id")):
            assert text in text_of(block)


@pytest.mark.usefixtures("library")
async def test_what_a_question_is_about_stands_with_it(show: Show) -> None:
    page = await show("/pages/baker.html")
    (item,) = section(page, "question-list").xpath(".//ol/li")
    assert [text_of(fact) for fact in item.xpath(".//li[@class='fact']")] == [
        "Knowledge",
        "Difficulty 2 of 5",
        "5 minutes",
        "Care",
    ]


@pytest.mark.usefixtures("library")
async def test_a_job_description_has_its_blocks_and_facts(show: Show) -> None:
    job = section(await show("/pages/baker.html"), "job-description-use").find(".//article")
    assert job is not None
    assert [text_of(each) for each in job.xpath(".//dl/div")] == [
        "Location[City, State]",
        "EmployerCrumb & Co",
    ]
    assert "pays [Salary] from today" in text_of(job)
    assert [each.get("id") for each in job.xpath("./div[@id]")] == [
        "job-description-use.list-0",
        "job-description-use.list-1",
        "job-description-use.list-2",
    ]
    assert "Nice to have" in text_of(job), "of a requirement that is preferred"


@pytest.mark.usefixtures("library")
async def test_the_document_is_sound(show: Show) -> None:
    page = await show("/pages/baker.html")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(page.xpath("//main")) == len(page.xpath("//h1")) == 1
    levels = [int(each.tag[1]) for each in page.iter(*LEVELS)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    for name in ("aria-labelledby", "aria-describedby"):
        assert {each for value in page.xpath(f"//@{name}") for each in value.split()} <= set(ids)
    inner = [target for target in page.xpath("//a/@href") if target.startswith("#")]
    assert {target[1:] for target in inner} <= set(ids)
    assert page.xpath("string(//body/a[1]/@href)") == "#_content", "the first stop skips the rest"
    assert not page.xpath("//*[@style] | //style | //*[starts-with(name(@*), 'on')]")
    assert [each.get("type") for each in page.iter("script")] == ["application/ld+json"]


async def test_headings_in_a_text_stand_below_those_around_it(
    show: Show, desk: Desk, library: Library
) -> None:
    text = "# Top\n\nText.\n\n### Deeper\n\nText.\n\n# Another"
    block = {**prose({"en": text}), "heading": {"en": "About"}}
    await desk.change(library.page, blocks=[block, prose({"en": "## Alone"}, "bare", 1)])
    await desk.publish(library.page)
    page = await show("/pages/baker.html")
    assert [(each.tag, text_of(each)) for each in page.iter(*LEVELS)] == [
        ("h1", "What is a baker?"),
        ("h2", "About"),
        ("h3", "Top"),
        ("h4", "Deeper"),
        ("h3", "Another"),
        ("h2", "Alone"),
    ]


@pytest.mark.usefixtures("library")
async def test_links_of_the_site_lead_somewhere(show: Show, get: Get) -> None:
    page = await show("/pages/baker.html")
    page.make_links_absolute("http://rolebook.test/pages/baker.html")
    ours = {
        address
        for _, attribute, address, _ in page.iterlinks()
        if attribute in ("href", "src") and address.startswith("http://rolebook.test/")
    }
    ours = {address for address in ours if not address.endswith("/apply")}  # the editors' own
    assert len(ours) >= 6
    for address in ours:
        assert (await get(address)).status_code == 200, address


@pytest.mark.usefixtures("library")
async def test_search_engines_and_social_networks_are_told_what_it_is(show: Show) -> None:
    page = await show("/pages/baker.html")
    here = "https://example.org/roles/baker?locale=en"
    assert page.xpath("//link[@rel='canonical']/@href") == [here]
    assert page.xpath("//meta[@property='og:url']/@content") == [here]
    assert page.xpath("string(//title)") == page.xpath(
        "string(//meta[@property='og:title']/@content)"
    )
    assert page.xpath("//meta[@name='description']/@content") == ["Bread, mostly."]
    assert page.xpath("//meta[@name='robots']/@content") == ["index, follow"]
    assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary"]
    data = orjson.loads(str(page.xpath("string(//script)")))
    assert [each["@type"] for each in data["@graph"]] == ["WebPage", "BreadcrumbList", "Occupation"]


async def test_a_page_that_wants_not_to_be_found_says_so(
    get: Get, desk: Desk, library: Library
) -> None:
    await desk.change(library.page, seo={"robots": "NOINDEX"})
    await desk.publish(library.page)
    answer = await get("/pages/baker.html")
    assert '<meta name="robots" content="noindex">' in answer.text
    assert (await get("/pages/baker.json")).headers["x-robots-tag"] == "noindex"


async def test_languages_are_told_and_offered(show: Show, desk: Desk, library: Library) -> None:
    await desk.change(library.page, title={"en": "What is a baker?", "de": "Was ist ein Bäcker?"})
    await desk.publish(library.question, "de", include_unpublished=True)
    await desk.publish(library.page, "de", include_unpublished=True)
    page = await show("/pages/baecker.html?locale=de")
    assert (page.get("lang"), page.get("dir")) == ("de", "ltr")
    assert [
        (each.get("hreflang"), each.get("href"))
        for each in page.xpath("//link[@rel='alternate'][@hreflang]")
    ] == [
        ("en", "https://example.org/roles/baker?locale=en"),
        ("de", "https://example.org/roles/baecker?locale=de"),
        ("x-default", "https://example.org/roles/baker?locale=en"),
    ]
    offered = page.xpath("//header//a")
    assert [(text_of(each), each.get("href"), each.get("aria-current")) for each in offered] == [
        ("English", "./baker.html?locale=en", None),
        ("Deutsch", "./baecker.html?locale=de", "page"),
    ]
    (intro,) = page.xpath("//div[@class='lead']")
    assert intro.get("lang") == "en", "it is not there in German yet"
    assert section(page, "list-1").xpath(".//li/@lang") == ["en"]
    assert text_of(section(page, "question-list")).startswith("Warum fällt ein Brot zusammen?")
    assert "Wissen" in text_of(section(page, "question-list")), "the frame speaks German too"


@pytest.mark.usefixtures("library")
async def test_a_page_shown_in_another_language_says_so_in_the_readers_own(show: Show) -> None:
    page = await show("/pages/baker.html?locale=de")
    assert page.get("lang") == "en"
    (notice,) = page.xpath("//p[@class='notice']")
    assert notice.get("lang") == "de"
    assert text_of(notice).startswith("Diese Seite gibt es noch nicht auf Deutsch")
    assert page.xpath("string(//link[@rel='canonical']/@href)").endswith("locale=en")


async def test_texts_stay_texts(get: Get, show: Show, desk: Desk, library: Library) -> None:
    evil = '</script><b>"bold"</b> & <script>alert(1)</script>'
    await desk.change(
        library.page,
        title={"en": evil},
        intro={"en": evil},
        blocks=[
            {**prose({"en": evil}), "heading": {"en": evil}},
            {
                "type": "FAQ",
                "block_id": "faq",
                "order_key": order_keys.at(1),
                "pairs": [
                    {
                        "pair_id": "p",
                        "order_key": order_keys.at(0),
                        "question": {"en": evil},
                        "answer": {"en": evil},
                    }
                ],
            },
        ],
        seo={"title": {"en": evil}, "description": {"en": evil}},
    )
    await desk.publish(library.page)
    page = await show("/pages/baker.html")
    assert len(list(page.iter("script"))) == 1
    assert not list(page.iter("b"))
    assert text_of(page.find(".//h1")) == evil
    assert page.xpath("string(//title)") == evil
    data = orjson.loads(str(page.xpath("string(//script)")))
    assert data["@graph"][0]["name"] == evil
    assert "</script><b>" not in (await get("/pages/baker.html")).text


def test_what_is_written_from_the_right_says_so() -> None:
    assert [direction(each) for each in ("ar", "he-IL", "az-Arab", "ur", "ar-Latn", "de")] == [
        "rtl",
        "rtl",
        "rtl",
        "rtl",
        "ltr",
        "ltr",
    ]
    assert marked("fa") == ' lang="fa" dir="rtl"'
    assert (own_name("de-AT"), own_name("tlh")) == ("Deutsch (AT)", "tlh")


@pytest.mark.usefixtures("library")
async def test_the_policy_lets_nothing_in(get: Get) -> None:
    answer = await get("/pages/baker.html")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert "unsafe" not in policy
    (style,) = re.findall(r'rel="stylesheet" href="\./(.+?)"', answer.text)
    sheet = await get(f"/pages/{style}")
    assert sheet.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in sheet.headers["cache-control"]
