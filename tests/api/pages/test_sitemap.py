"""The sitemap holds every page that is published and wants to be found, and is valid."""

from datetime import datetime

import httpx
import pytest
from lxml import etree

from content.reading import addresses
from tests.api.pages.conftest import Get
from tests.content.desk import Desk
from tests.schema.library import Library

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
RULES = etree.RelaxNG(
    etree.fromstring(
        """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.sitemaps.org/schemas/sitemap/0.9"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <define name="address"><data type="anyURI">
    <param name="pattern">https?://.+</param><param name="maxLength">2048</param></data></define>
  <start><choice>
    <element name="urlset"><zeroOrMore><element name="url">
      <element name="loc"><ref name="address"/></element>
      <element name="lastmod"><data type="dateTime"/></element>
      <zeroOrMore><element name="link" ns="http://www.w3.org/1999/xhtml">
        <attribute name="rel" ns=""><value>alternate</value></attribute>
        <attribute name="hreflang" ns=""><data type="NMTOKEN"/></attribute>
        <attribute name="href" ns=""><ref name="address"/></attribute>
      </element></zeroOrMore>
    </element></zeroOrMore></element>
    <element name="sitemapindex"><oneOrMore><element name="sitemap">
      <element name="loc"><ref name="address"/></element>
    </element></oneOrMore></element>
  </choice></start>
</grammar>"""
    )
)


async def sitemap(get: Get, path: str = "/sitemap.xml") -> etree._Element:
    """A valid sitemap."""
    answer = await get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    RULES.assertValid(root)
    return root


def places(root: etree._Element) -> list[str]:
    """The addresses of a sitemap."""
    return [str(each.text) for each in root.iter(f"{SITEMAP}loc")]


async def test_it_holds_every_page_in_every_locale(get: Get, desk: Desk, library: Library) -> None:
    await desk.change(library.page, title={"en": "What is a baker?", "de": "Was ist ein Bäcker?"})
    await desk.publish(library.page, "de", include_unpublished=True)
    root = await sitemap(get)
    assert sorted(places(root)) == [
        "https://example.org/roles/baecker?locale=de",
        "https://example.org/roles/baker?locale=en",
        "https://example.org/roles/night-baker?locale=en",
    ]
    (german,) = [each for each in root if "baecker" in places(each)[0]]
    assert [(link.get("hreflang"), link.get("href")) for link in german.iter(f"{XHTML}link")] == [
        ("en", "https://example.org/roles/baker?locale=en"),
        ("de", "https://example.org/roles/baecker?locale=de"),
        ("x-default", "https://example.org/roles/baker?locale=en"),
    ]
    changed = german.findtext(f"{SITEMAP}lastmod")
    assert changed is not None
    assert datetime.fromisoformat(changed).tzinfo is not None


async def test_a_page_that_wants_not_to_be_found_is_not_there(
    get: Get, desk: Desk, library: Library
) -> None:
    before = await get("/sitemap.xml")
    await desk.change(library.page, seo={"robots": "NOINDEX"})
    await desk.publish(library.page)
    after = await get("/sitemap.xml", if_none_match=before.headers["etag"])
    assert after.status_code == 200, "what was kept has changed"
    assert places(await sitemap(get)) == ["https://example.org/roles/night-baker?locale=en"]


async def test_an_empty_one_is_valid(get: Get) -> None:
    assert places(await sitemap(get)) == []


async def test_many_pages_are_told_in_parts(
    get: Get, desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "MOST_ADDRESSES", 2)
    for _ in range(3):
        await desk.publish(await desk.page(library.role))
    index = await sitemap(get)
    assert index.tag == f"{SITEMAP}sitemapindex"
    parts = [place.removeprefix("http://rolebook.test") for place in places(index)]
    assert parts == [f"/sitemap.xml?part={number}" for number in (1, 2, 3)]
    found = [place for part in parts for place in places(await sitemap(get, part))]
    assert len(found) == len(set(found)) == 5


@pytest.mark.usefixtures("library")
async def test_other_parts_are_not_there(get: Get) -> None:
    for part in ("0", "2", "-1", "x", "", "99999999999", "000001" + "9" * 4_400, "²"):
        assert (await get(f"/sitemap.xml?part={part}")).status_code == 404, part


async def test_crawlers_find_it(client: httpx.AsyncClient) -> None:
    answer = await client.get("/robots.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    lines = answer.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /account/" in lines
    assert not any(line.startswith("Disallow: /pages") for line in lines)
    assert lines[-1] == "Sitemap: http://rolebook.test/sitemap.xml"
