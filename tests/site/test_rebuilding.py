"""The site of articles nobody here has seen: made, and made again when something changed."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup

from tests.clients.typescript.proxy import Page, Proxy, proxy
from tests.conftest import SECRET
from tests.serving import free_port
from tests.site.newsroom import Newsroom, import_articles, newsroom
from tests.site.project import Project, contents, times

KEEPER, WARDEN, BAKER = "en/lighthouse-keeper", "en/night-warden", "en/ships-baker"


@pytest.fixture(scope="module")
def news(
    mongodb_uri: str, database: str, project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Newsroom]:
    """A server with three articles in English and one in German."""
    settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_news",
        "ROLEBOOK_SECRET_KEY": SECRET,
    }
    folder = tmp_path_factory.mktemp("news")
    import_articles(settings, folder)
    with newsroom(settings, project, folder) as opened:
        yield opened


@pytest.fixture(autouse=True)
def up_to_date(news: Newsroom) -> None:
    """Each test begins with a site of what is published."""
    assert news.build().summary


def read(news: Newsroom, file: str) -> BeautifulSoup:
    """A page of the site."""
    return BeautifulSoup((news.out / file).read_text(), "lxml")


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """The pages that were written anew, added or removed."""
    names = before.keys() | after.keys()
    found = {name for name in names if before.get(name) != after.get(name)}
    return {name for name in found if name.endswith(".html")}


def of(*pages: str) -> set[str]:
    """The files of some role pages with their job descriptions."""
    return {f"{page}/{inner}index.html" for page in pages for inner in ("", "job-description/")}


def shared(news: Newsroom) -> str:
    """The id of the statement that two pages use."""
    query = '{ responsibilities(search: "\\"Keep the log\\"") { nodes { entityId heading } } }'
    (found,) = (
        node
        for node in news.asked(query)["responsibilities"]["nodes"]
        if node["heading"] == "Keep the log"
    )
    return str(found["entityId"])


def test_every_sentence_is_there_as_it_was_written(news: Newsroom) -> None:
    page = read(news, f"{KEEPER}/index.html")
    said = " ".join(page.get_text(" ", strip=True).split())
    for sentence in (
        "still steer by, and after the house around it.",
        "3 < 4 ships a night",
        '<script>alert("not a script")</script>',
        "A voice at 3 a.m. costs less than a hull & its cargo.",
        "pH < 7",
        "I hang the hand lamp in the gallery",
    ):
        assert sentence in said
    scripts = [str(script.get("src") or script.get("type")) for script in page.select("script")]
    assert scripts in ([], ["application/ld+json"])
    job = read(news, f"{KEEPER}/job-description/index.html")
    labels = [label.get_text(strip=True) for label in job.select("form label span")]
    assert {"Island, County", "Company Name", "Name of the Light", "Start Date"} <= set(labels)


def test_a_page_without_a_job_description_has_none(news: Newsroom) -> None:
    assert (news.out / BAKER / "index.html").is_file()
    assert not (news.out / BAKER / "job-description").exists()
    links = read(news, f"{BAKER}/index.html").select("a[href*='job-description/']")
    assert links == []


def test_a_page_of_one_language_is_in_no_other(news: Newsroom) -> None:
    (german,) = (news.out / "de").glob("*/index.html")
    page = BeautifulSoup(german.read_text(), "lxml")
    assert page.select("link[hreflang]") == []
    assert page.select("html")[0]["lang"] == "de"
    assert [str(a["href"]) for a in page.select("nav a[hreflang=en]")] == ["/en/"]


def test_nothing_changed_nothing_is_written(news: Newsroom) -> None:
    before = times(news.out)
    build = news.build()
    assert build.count("written") == 0
    assert build.count("unchanged") == build.count("pages")
    assert times(news.out) == before


def test_one_statement_makes_the_pages_anew_that_use_it_and_no_other(news: Newsroom) -> None:
    before = times(news.out)
    news.rewritten(shared(news), "Statement", text="Write the log, even when nothing happened.")
    build = news.build()
    anew = changed(before, times(news.out))
    assert anew == {f"{KEEPER}/index.html", f"{WARDEN}/index.html"}
    assert build.count("written") == len(anew)
    for page in (KEEPER, WARDEN):
        assert "even when nothing happened" in (news.out / page / "index.html").read_text()


def test_a_page_that_moved_leads_to_where_it_is(news: Newsroom) -> None:
    page = news.page("night-warden")
    news.rewritten(page, "RolePage", slug="warden-of-the-night")
    build = news.build()
    assert build.count("redirect") == 1
    new = "/en/warden-of-the-night/"
    assert of("en/warden-of-the-night") <= times(news.out).keys()
    rules = (news.out / "_redirects").read_text().splitlines()
    assert f"/{WARDEN}/ {new} 301" in rules
    assert f"/{WARDEN}/job-description/ {new}job-description/ 301" in rules
    left = read(news, f"{WARDEN}/index.html")
    (refresh,) = left.select("meta[http-equiv=refresh]")
    assert str(refresh["content"]).endswith(new)
    (canonical,) = left.select("link[rel=canonical]")
    assert canonical["href"] == f"{news.address}{new}"
    assert left.select(f"a[href='{new}']"), "for whom nothing takes there"
    assert f"/{WARDEN}/" not in (news.out / "sitemap.xml").read_text()
    assert not read(news, "en/index.html").select(f"a[href='/{WARDEN}/']")

    before = times(news.out)
    assert news.build().count("redirect") == 1, "and goes on to"
    assert times(news.out) == before

    news.rewritten(page, "RolePage", slug="night-warden")
    assert news.build().count("redirect") == 1, "the other way round"
    assert read(news, f"{WARDEN}/index.html").select("h1")[0].text.strip() != "This page has moved"


def test_what_is_withdrawn_is_gone(news: Newsroom) -> None:
    page = news.page("ships-baker")
    news.withdrawn(page)
    build = news.build()
    assert build.count("removed") == 1
    assert not (news.out / BAKER).exists()
    assert BAKER not in (news.out / "sitemap.xml").read_text()
    assert not read(news, "en/index.html").select(f"a[href='/{BAKER}/']")
    news.editor.published(page)
    assert news.build().count("removed") == 0
    assert (news.out / BAKER / "index.html").is_file()


# What the server, or what stands before it, may do to a build


@pytest.fixture
def between(news: Newsroom) -> Iterator[Proxy]:
    """A proxy before Rolebook."""
    with proxy(news.server.url) as running:
        yield running


def test_a_server_that_is_away_leaves_the_site_as_it_is(news: Newsroom) -> None:
    before = (times(news.folder), contents(news.folder))
    done = news.build(f"http://127.0.0.1:{free_port()}").done
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert "127.0.0.1" in line
    assert line.endswith(".")
    assert done.stdout == ""
    assert (times(news.folder), contents(news.folder)) == before


@pytest.mark.parametrize("after", [0, 2, 6])
def test_a_proxy_with_a_page_of_its_own_ends_the_build(
    news: Newsroom, between: Proxy, after: int
) -> None:
    """At the start, or in the middle of it."""
    before = contents(news.folder)
    html = Page(502, {"content-type": "text/html"}, b"<h1>Bad gateway</h1>")
    between.answering = lambda _, page: html if len(between.crossed) >= after else page
    done = news.build(between.url).done
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert "502" in line
    assert contents(news.folder) == before


def test_a_page_that_is_unpublished_meanwhile_is_left_out_and_told(
    news: Newsroom, between: Proxy
) -> None:
    def unpublished(request: str, page: Page) -> Page:
        body = page.body.decode()
        if '"night-warden"' in request and '"rolePage":' in body:
            return page._replace(status=200, body=b'{"data":{"rolePage":null}}')
        return page

    between.answering = unpublished
    fresh = Newsroom(news.server, news.editor, news.project, news.folder / "fresh", news.address)
    build = fresh.build(between.url)
    assert build.count("skipped") == 1
    assert "night-warden" in build.summary
    assert not (fresh.out / WARDEN).exists()
    assert (fresh.out / KEEPER / "index.html").is_file()
    assert WARDEN not in (fresh.out / "sitemap.xml").read_text()
    everywhere = [file for file in fresh.out.rglob("*.html") if f'"/{WARDEN}/' in file.read_text()]
    assert everywhere == [], "no link leads to it"
    again = fresh.build()
    assert "skipped" not in again.summary
    assert (fresh.out / WARDEN / "index.html").is_file()


def test_a_block_of_unknown_type_is_shown_as_nothing_and_counted(
    news: Newsroom, between: Proxy
) -> None:
    def newer(request: str, page: Page) -> Page:
        data = json.loads(page.body or "{}").get("data") or {}
        blocks = (data.get("rolePage") or {}).get("blocks") or []
        if '"ships-baker"' not in request or not blocks:
            return page
        kept = [block for block in blocks if block["__typename"] != "QuestionList"]
        data["rolePage"]["blocks"] = [*kept, {"__typename": "Carousel"}, {"__typename": "Hologram"}]
        return page._replace(body=json.dumps({"data": data}).encode())

    between.answering = newer
    fresh = Newsroom(news.server, news.editor, news.project, news.folder / "newer", news.address)
    build = fresh.build(between.url)
    assert build.count("blocks of unknown type") == 2
    text = (fresh.out / BAKER / "index.html").read_text()
    assert "Look at the barometer first" in text
    assert "How do you let dough rise" not in text
    assert not any(word in text for word in ("Carousel", "Hologram", "undefined", "[object"))


def test_an_empty_library_is_told(news: Newsroom, between: Proxy) -> None:
    empty = {"nodes": [], "pageInfo": {"hasNextPage": False, "endCursor": None}}

    def nothing(_: str, page: Page) -> Page:
        if b'"rolePages":{"nodes"' in page.body:
            return page._replace(body=json.dumps({"data": {"rolePages": empty}}).encode())
        return page

    between.answering = nothing
    before = contents(news.folder)
    done = news.build(between.url).done
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert contents(news.folder) == before


def test_state_that_cannot_be_read_makes_everything_anew(news: Newsroom) -> None:
    for file in (news.folder / "state").rglob("*.json"):
        file.write_text("{")
    build = news.build()
    assert build.count("written") == build.count("pages")


def test_a_page_that_was_deleted_by_hand_is_there_again(news: Newsroom) -> None:
    (news.out / KEEPER / "index.html").unlink()
    assert news.build().count("written") == 1
    assert (news.out / KEEPER / "index.html").is_file()


def test_the_api_is_asked_whether_anything_changed(news: Newsroom, between: Proxy) -> None:
    fresh = Newsroom(news.server, news.editor, news.project, news.folder / "asked", news.address)
    assert fresh.build(between.url).summary
    del between.crossed[:]
    assert fresh.build(between.url).count("written") == 0
    assert {each.status for each in between.crossed} == {304}, "nothing is sent again"
    assert Path(fresh.folder / "state").is_dir()
    assert httpx.get(f"{between.url}/livez").status_code == 200
