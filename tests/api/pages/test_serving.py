"""How pages are served: fresh, kept, compressed, redirected, refused."""

import gzip

import httpx
import orjson
import pytest

from api.pages import making
from content import publishing
from content.store import Store, Unavailable
from tests.api.pages.conftest import Get
from tests.content.desk import BY, Desk
from tests.schema.library import Library

FORMS = ("html", "json", "md", "jsonld")


pytestmark = pytest.mark.usefixtures("heard")
every_form = pytest.mark.parametrize("form", FORMS)


@every_form
@pytest.mark.usefixtures("library")
async def test_every_form_may_be_kept(get: Get, form: str) -> None:
    answer = await get(f"/pages/baker.{form}")
    headers = answer.headers
    assert headers["cache-control"].startswith("public, max-age=0, s-maxage=60")
    assert "stale-if-error=86400" in headers["cache-control"]
    assert headers["vary"].split(", ")[0] == "Accept-Encoding", "and not Accept"
    assert headers["content-language"] == "en"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    assert "slug:baker" in headers["surrogate-key"].split()
    again = await get(f"/pages/baker.{form}", if_none_match=headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == headers["etag"]


@every_form
async def test_a_publish_is_seen_at_once(get: Get, desk: Desk, library: Library, form: str) -> None:
    before = await get(f"/pages/baker.{form}")
    assert (await get(f"/pages/baker.{form}")).content == before.content
    await desk.change(library.role, title={"en": "Confectioner"})
    assert (await get(f"/pages/baker.{form}")).content == before.content, "that is a draft"
    await desk.publish(library.role)
    after = await get(f"/pages/baker.{form}", if_none_match=before.headers["etag"])
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]
    assert ("Confectioner" in after.text) or form in ("html", "md")


@pytest.mark.usefixtures("library")
async def test_however_it_is_asked_for_it_is_one_answer(client: httpx.AsyncClient) -> None:
    responses = client._transport.app.state.responses  # type: ignore[attr-defined]
    await client.get("/pages/baker.html")
    hits = responses.counters.hits
    same = [
        "/pages/baker.html",
        "/pages/baker.html?locale=en",
        "/pages/baker.html?locale=en&utm_source=x",
    ]
    for path in same:
        assert (await client.get(path)).status_code == 200
    assert responses.counters.hits == hits + len(same)
    assert len(responses) == 1, "whatever else an address says, it is one answer"


@pytest.mark.usefixtures("library")
async def test_flooding_with_parameters_keeps_one_answer(client: httpx.AsyncClient) -> None:
    for number in range(50):
        await client.get(f"/pages/baker.json?x{number}=1")
    responses = client._transport.app.state.responses  # type: ignore[attr-defined]
    assert len(responses) == 1


@every_form
@pytest.mark.usefixtures("library")
async def test_head_says_as_much_without_a_body(client: httpx.AsyncClient, form: str) -> None:
    whole = await client.get(f"/pages/baker.{form}", headers={"Accept-Encoding": "identity"})
    head = await client.head(f"/pages/baker.{form}", headers={"Accept-Encoding": "identity"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]
    assert int(head.headers["content-length"]) == len(whole.content)


@pytest.mark.usefixtures("library")
async def test_it_is_compressed_for_who_takes_that(client: httpx.AsyncClient) -> None:
    plain = await client.get("/pages/baker.html", headers={"Accept-Encoding": "identity"})
    wanted = {"Accept-Encoding": "gzip, identity;q=0"}
    async with client.stream("GET", "/pages/baker.html", headers=wanted) as answer:
        raw = b"".join([piece async for piece in answer.aiter_raw()])
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content
    assert answer.headers["etag"] != plain.headers["etag"]


# Where there is no page


@pytest.mark.usefixtures("library")
async def test_nothing_is_told_in_the_form_asked_for(get: Get) -> None:
    page = await get("/pages/butcher.html?locale=de")
    assert page.status_code == 404
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Diese Seite gibt es nicht" in page.text
    assert 'href="../sitemap.xml"' in page.text
    text = await get("/pages/butcher.md")
    assert (text.status_code, text.headers["content-type"]) == (404, "text/markdown; charset=utf-8")
    for form in ("json", "jsonld"):
        told = await get(f"/pages/butcher.{form}")
        assert (told.status_code, told.headers["content-type"]) == (404, "application/json")
        assert told.json()["errors"][0]["extensions"] == {"code": "NOT_FOUND"}
    assert (await get("/pages/baker.pdf")).status_code == 404
    assert (await get("/pages/baker")).status_code == 404
    evil = await get("/pages/%3Cscript%3Ealert(1)%3C%2Fscript%3E.html".replace("%2F", "-"))
    assert "<script" not in evil.text


async def test_a_draft_is_no_page(get: Get, desk: Desk, library: Library) -> None:
    draft = await desk.page(library.role, slug={"en": "secret"}, title={"en": "Secret"})
    for form in FORMS:
        assert (await get(f"/pages/secret.{form}")).status_code == 404
    assert "secret" not in (await get("/sitemap.xml")).text
    assert "Secret" not in (await get("/feed.xml")).text
    await desk.publish(draft)
    assert (await get("/pages/secret.html")).status_code == 200
    assert "secret" in (await get("/sitemap.xml")).text
    assert "Secret" in (await get("/feed.xml")).text
    await publishing.unpublish(desk.installation, draft.id, "en", by=BY)
    assert (await get("/pages/secret.html")).status_code == 404
    assert "secret" not in (await get("/sitemap.xml")).text
    assert "Secret" not in (await get("/feed.xml")).text


@every_form
async def test_a_page_that_moved_leads_on(
    get: Get, desk: Desk, library: Library, form: str
) -> None:
    await desk.change(library.page, slug={"en": "bread-baker", "de": "baecker"})
    await desk.publish(library.page)
    moved = await get(f"/pages/baker.{form}?var.location=Ulm&locale=en")
    assert moved.status_code == 301
    assert moved.headers["location"] == f"./bread-baker.{form}?var.location=Ulm&locale=en"
    there = moved.next_request
    assert there is not None
    assert (await get(str(there.url))).status_code == 200


async def test_another_locales_slug_leads_to_the_readers_own(
    get: Get, desk: Desk, library: Library
) -> None:
    await desk.change(library.page, title={"en": "What is a baker?", "de": "Was ist ein Bäcker?"})
    await desk.publish(library.page, "de", include_unpublished=True)
    english = await get("/pages/baecker.html")
    assert (english.status_code, english.headers["location"]) == (302, "./baker.html")


@pytest.mark.usefixtures("library")
async def test_what_makes_no_sense_is_refused(get: Get, subtests: pytest.Subtests) -> None:
    refused = {
        "locale=xx": "'xx' is not a locale here. Use one of en, de.",
        "locale=": "'' is not a locale here. Use one of en, de.",
        "locale=en&locale=de": "'locale' is given twice.",
        "x=%ff": "The query string is not UTF-8, or has over 60 parameters.",
        "&".join(["a=1"] * 61): "The query string is not UTF-8, or has over 60 parameters.",
        "var.salary=much": "salary is a MONEY: 'much' is none.",
        "var.a=1&var.a=2": "a is given twice. Give it once.",
        "var.role.title=x": "role.title is built in",
        "var.=x": "'' is not a variable's name.",
        f"var.location={'x' * 201}": "at most 200 are taken",
    }
    for query, told in refused.items():
        with subtests.test(query=query[:40]):
            answer = await get(f"/pages/baker.json?{query}")
            assert answer.status_code == 400
            assert told in answer.json()["errors"][0]["message"]
            assert answer.headers["cache-control"] == "no-store"
    assert (await get(f"/pages/baker.json?x={'x' * 8_200}")).status_code == 414


async def test_only_reading_is_possible(client: httpx.AsyncClient) -> None:
    for path in ("/pages/baker.html", "/sitemap.xml", "/feed.xml"):
        answer = await client.post(path)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


# Placeholders


@pytest.mark.usefixtures("library")
async def test_values_are_put_into_placeholders(get: Get) -> None:
    query = "var.company.name=Crumb%20%3Cb%3E%20%26%20Co&var.salary=40.000%20%E2%82%AC"
    for form, told in (
        ("html", "Crumb &lt;b&gt; &amp; Co pays 40.000 € from today"),
        ("md", "Crumb \\<b\\> & Co pays 40.000 € from today"),
        ("json", "Crumb <b> & Co pays 40.000 € from today"),
    ):
        assert told in (await get(f"/pages/baker.{form}?{query}")).text
    plain = await get("/pages/baker.html")
    assert "[Company Name] pays [Salary]" in plain.text, "the bare page is as it was"
    unused = await get("/pages/baker.json?var.nobody=x")
    assert orjson.loads(unused.content)["title"] == "What is a baker?"


# Without MongoDB


@pytest.mark.usefixtures("library")
async def test_what_is_kept_goes_on_being_answered_and_the_rest_says_so(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = await client.get("/pages/baker.html")

    async def nothing_found(*_: object) -> None:
        raise Unavailable("no server answers")

    monkeypatch.setattr(Store, "is_reachable", property(lambda _: False))
    monkeypatch.setattr(making, "role_page", nothing_found)
    responses = client._transport.app.state.responses  # type: ignore[attr-defined]
    responses.lost()
    for path in ("/pages/baker.html", "/pages/baker.html?locale=en"):
        stale = await client.get(path)
        assert (stale.status_code, stale.content) == (200, fresh.content)
        assert "MONGODB_AWAY" in stale.headers["cache-status"]
        assert stale.headers["age"] == "0"
    for form, told in (("html", "Just a moment"), ("md", "# Just a moment"), ("json", "errors")):
        away = await client.get(f"/pages/night-baker.{form}")
        assert (away.status_code, away.headers["cache-control"]) == (503, "no-store")
        assert away.headers["retry-after"] == "2"
        assert told in away.text
    responses.regained()
