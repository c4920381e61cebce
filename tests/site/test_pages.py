"""What stands in the pages: for readers of both languages, for search engines, for hosts."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tests.site.conftest import Published

BOTH, ENGLISH = "/de/backend-entwickler/", "/en/data-scientist/"
NAMESPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def read(site: Published, path: str) -> BeautifulSoup:
    """A page as a parser has it."""
    file = site.build.out / (f"{path}index.html" if path.endswith("/") else path)[1:]
    return BeautifulSoup(file.read_text(), "lxml")


def alternates(page: BeautifulSoup) -> dict[str, str]:
    """The addresses of a page in its languages, but for the one for everybody else."""
    links = page.select("link[rel=alternate][hreflang]")
    found = {str(link["hreflang"]): str(link["href"]) for link in links}
    found.pop("x-default", None)
    return found


def published(site: Published) -> dict[str, dict[str, str]]:
    """The slugs of every role page by locale, as the API tells them."""
    query = "{ rolePages(first: 100) { nodes { key translations { locale slug } } } }"
    answer = httpx.post(f"{site.server.url}/graphql", json={"query": query}).json()
    return {
        node["key"]: {each["locale"]: each["slug"] for each in node["translations"]}
        for node in answer["data"]["rolePages"]["nodes"]
    }


def test_there_is_a_page_for_each_that_is_published_and_no_other(site: Published) -> None:
    roles = {
        f"/{locale}/{slug}/" for slugs in published(site).values() for locale, slug in slugs.items()
    }
    descriptions = {f"{path}job-description/" for path in roles}
    assert set(site.pages) == {"/", "/en/", "/de/", "/404.html"} | roles | descriptions
    assert site.build.count("pages") == len(site.pages)
    assert site.build.count("written") == len(site.pages)
    assert site.build.count("blocks of unknown type") == 0


def test_the_sitemap_has_every_page_with_its_languages(site: Published) -> None:
    tree = etree.fromstring(httpx.get(f"{site.url}/sitemap.xml").content)
    told = {}
    for url in tree.iterfind("s:url", NAMESPACES):
        links = url.iterfind("x:link", NAMESPACES)
        found = {link.get("hreflang"): link.get("href") for link in links}
        found.pop("x-default", None)
        told[url.findtext("s:loc", namespaces=NAMESPACES)] = found
    findable = {
        f"{site.url}{path}"
        for path in site.pages
        if path not in ("/", "/404.html") and not read(site, path).select("[name=robots]")
    }
    assert told.keys() == findable
    for path in ("/en/", BOTH, f"{BOTH}job-description/", ENGLISH):
        assert told[f"{site.url}{path}"] == alternates(read(site, path))
    robots = httpx.get(f"{site.url}/robots.txt").text
    assert f"Sitemap: {site.url}/sitemap.xml" in robots


def test_languages_are_named_where_a_page_has_them_and_there_alone(site: Published) -> None:
    for slugs in published(site).values():
        for locale, slug in slugs.items():
            page = read(site, f"/{locale}/{slug}/")
            told = alternates(page)
            there = {each: f"{site.url}/{each}/{its}/" for each, its in slugs.items()}
            assert told == (there if len(there) > 1 else {})
            (html,) = page.select("html")
            assert html["lang"] == locale
            (canonical,) = page.select("link[rel=canonical]")
            assert canonical["href"] == there[locale]


def test_a_page_that_is_missing_in_a_language_says_so(site: Published) -> None:
    page = read(site, ENGLISH)
    (link,) = page.select("nav a[hreflang=de]")
    assert link["href"] == "/de/"
    assert link.select("small"), "and does not look like a translation"
    (there,) = read(site, BOTH).select("header nav a[hreflang=en]")
    assert there["href"] == "/en/backend-developer/"


def test_parts_in_another_language_carry_it(site: Published) -> None:
    page = read(site, BOTH)
    links = page.select("main a[lang=en]")
    assert links, "its related roles are in English"
    for link in links:
        assert str(link["href"]).startswith("/en/")
    index = read(site, "/de/")
    marked = {str(link["href"]) for link in index.select("main a[lang=en]")}
    assert {path for path in marked if "/en/" in path} == marked
    assert len(marked) == sum("de" not in slugs for slugs in published(site).values())


def test_structured_data_is_that_of_the_api_at_the_addresses_of_the_site(site: Published) -> None:
    for path in (ENGLISH, BOTH):
        (script,) = read(site, path).select("script[type='application/ld+json']")
        data = json.loads(script.text)
        assert data["@context"] == "https://schema.org"
        types = [each["@type"] for each in data["@graph"]]
        assert types == ["WebPage", "BreadcrumbList", "Occupation"]
        assert data["@graph"][0]["url"] == f"{site.url}{path}"
        assert "127.0.0.1:8000" not in script.text, "no address leads to the API"


def test_every_link_leads_somewhere(site: Published) -> None:
    known: dict[str, BeautifulSoup] = {path: read(site, path) for path in site.pages}
    for path, page in known.items():
        ids = [str(each["id"]) for each in page.select("[id]")]
        assert len(ids) == len(set(ids)), path
        for link in page.select("a[href], link[rel=stylesheet], script[src], link[rel=icon]"):
            target = urlsplit(urljoin(f"{site.url}{path}", str(link.get("href") or link["src"])))
            if target.netloc != urlsplit(site.url).netloc:
                continue
            if link.name != "a":
                assert (site.build.out / target.path[1:]).is_file(), target.path
                continue
            assert target.path in known, f"{path}: {target.path}"
            if target.fragment:
                assert known[target.path].select(f"[id='{target.fragment}']"), link


def test_what_is_not_found_has_a_page(site: Published) -> None:
    answer = httpx.get(f"{site.url}/en/nobody/")
    assert answer.status_code == 404
    page = BeautifulSoup(answer.text, "lxml")
    assert {str(link["href"]) for link in page.select("main a")} >= {"/en/", "/de/"}
    assert page.select("meta[name=robots][content=noindex]")
    links = page.select("[href], [src]")
    assert all(re.match("(/|#)", str(each.get("href") or each["src"])) for each in links)


def test_both_languages_are_at_the_front_door(site: Published) -> None:
    assert {str(link["href"]) for link in read(site, "/").select("a[href]")} >= {"/en/", "/de/"}


@pytest.mark.parametrize("kind", ["Prose", "StatementList", "QuestionList", "Faq", "Callout"])
def test_every_text_of_the_api_is_in_the_page(site: Published, kind: str) -> None:
    answer = httpx.get(f"{site.server.url}/pages/backend-developer.json").json()
    page = " ".join(read(site, "/en/backend-developer/").text.split())
    blocks = [block for block in answer["blocks"] if block["__typename"] == kind]
    assert blocks
    for text in plain_texts(blocks):
        for line in text.splitlines():
            assert " ".join(line.removeprefix("- ").split()) in page


def plain_texts(value: object) -> Iterator[str]:
    """Every text of some blocks, where the page shows it."""
    match value:
        case {"plain": str(text)}:
            yield text
        case dict():
            for name, each in value.items():
                if name == "question":
                    yield each
                elif name not in ("skills", "competencies"):
                    yield from plain_texts(each)
        case list():
            for each in value:
                yield from plain_texts(each)
