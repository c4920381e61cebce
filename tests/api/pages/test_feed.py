"""The feed tells what is new, as RFC 4287 has it."""

from datetime import datetime

from lxml import etree

from tests.api.pages.conftest import Get
from tests.content.desk import Desk
from tests.schema.library import Library

ATOM = "{http://www.w3.org/2005/Atom}"
RULES = etree.RelaxNG(
    etree.fromstring(
        """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <define name="language"><attribute name="lang" ns="http://www.w3.org/XML/1998/namespace">
    <data type="language"/></attribute></define>
  <define name="moment"><data type="dateTime">
    <param name="pattern">.+T.+(Z|[+\\-]\\d\\d:\\d\\d)</param></data></define>
  <define name="id"><element name="id"><data type="anyURI">
    <param name="pattern">(urn:uuid|https?):.+</param></data></element></define>
  <define name="link"><element name="link"><interleave>
    <attribute name="rel" ns=""/><attribute name="type" ns=""/>
    <attribute name="href" ns=""><data type="anyURI"/></attribute>
    <optional><attribute name="hreflang" ns=""><data type="language"/></attribute></optional>
  </interleave><empty/></element></define>
  <define name="line"><data type="string"><param name="minLength">1</param></data></define>
  <start><element name="feed"><ref name="language"/><interleave>
    <element name="title"><ref name="line"/></element>
    <element name="subtitle"><ref name="line"/></element>
    <ref name="id"/><ref name="link"/>
    <element name="updated"><ref name="moment"/></element>
    <element name="author"><element name="name"><ref name="line"/></element></element>
    <element name="generator"><text/></element>
    <zeroOrMore><element name="entry"><ref name="language"/><interleave>
      <element name="title"><ref name="line"/></element>
      <ref name="id"/><ref name="link"/>
      <element name="published"><ref name="moment"/></element>
      <element name="updated"><ref name="moment"/></element>
      <optional><element name="category">
        <attribute name="term" ns=""/><attribute name="label" ns=""/></element></optional>
      <element name="summary"><ref name="line"/></element>
    </interleave></element></zeroOrMore>
  </interleave></element></start>
</grammar>"""
    )
)


async def feed(get: Get, query: str = "") -> etree._Element:
    """A valid feed."""
    answer = await get(f"/feed.xml{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    RULES.assertValid(root)
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    moments = [str(each.findtext(f"{ATOM}updated")) for each in root.iter(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True)
    if moments:
        assert root.findtext(f"{ATOM}updated") == moments[0]
    return root


def titles(root: etree._Element) -> list[str | None]:
    """What a feed tells of."""
    return [each.findtext(f"{ATOM}title") for each in root.iter(f"{ATOM}entry")]


async def test_the_newest_comes_first(get: Get, desk: Desk, library: Library) -> None:
    assert titles(await feed(get)) == ["What is a baker?", "Night Baker"]
    more = await desk.page(library.role, title={"en": "<Head> & Baker"}, slug={"en": "head"})
    await desk.publish(more)
    root = await feed(get)
    assert titles(root)[0] == "<Head> & Baker"
    entry = next(root.iter(f"{ATOM}entry"))
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://example.org/roles/head?locale=en"
    moment = datetime.fromisoformat(str(entry.findtext(f"{ATOM}updated")))
    assert moment.utcoffset() is not None


async def test_an_id_outlives_a_move(get: Get, desk: Desk, library: Library) -> None:
    before = dict(zip(titles(await feed(get)), await ids(get), strict=True))
    await desk.change(library.page, slug={"en": "bread-baker", "de": "baecker"})
    await desk.publish(library.page)
    after = dict(zip(titles(await feed(get)), await ids(get), strict=True))
    assert before == after
    assert all(str(each).startswith("urn:uuid:") for each in after.values())


async def ids(get: Get) -> list[str | None]:
    """The ids of a feed's entries."""
    return [each.findtext(f"{ATOM}id") for each in (await feed(get)).iter(f"{ATOM}entry")]


async def test_every_locale_has_its_own(get: Get, desk: Desk, library: Library) -> None:
    await desk.change(library.page, title={"en": "What is a baker?", "de": "Was ist ein Bäcker?"})
    await desk.publish(library.page, "de", include_unpublished=True)
    german = await feed(get, "?locale=de")
    assert german.findtext(f"{ATOM}title") == "Berufsprofile"
    spoken = [each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in german]
    assert [each for each in spoken if each] == ["de", "en"], "the other falls back"
    assert titles(german) == ["Was ist ein Bäcker?", "Night Baker"]
    assert (await get("/feed.xml?locale=xx")).status_code == 400


async def test_it_holds_fifty(get: Get, desk: Desk) -> None:
    role = await desk.role()
    await desk.publish(role)
    for _ in range(51):
        await desk.publish(await desk.page(role))
    assert len(titles(await feed(get))) == 50


async def test_an_empty_one_is_valid(get: Get) -> None:
    assert titles(await feed(get)) == []
