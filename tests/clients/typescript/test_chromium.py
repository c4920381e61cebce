"""The client in a browser: a page of one site asks a Rolebook at another."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage

from tests.chromium import launched, needs_chromium
from tests.clients.typescript.proxy import Page, Proxy, proxy
from tests.serving import Server, free_port
from tests.store.test_embedded import eventually

pytestmark = needs_chromium

HTML = """<!doctype html><html lang="en"><title>A careers site</title><link rel="icon" href="data:">
<script type="module">
  import { createClient } from './package/dist/index.js'
  const query = 'query Page($slug: String!) { rolePage(slug: $slug) { title } }'
  window.start = (url) => { window.rolebook = createClient({ url }) }
  window.ask = async ({ slug, milliseconds }) => {
    const signal = milliseconds ? AbortSignal.timeout(milliseconds) : undefined
    const answer = await window.rolebook.query(query, { slug }, { signal })
    return answer.ok ? answer : { code: answer.error.code, message: answer.error.message }
  }
</script>"""
SLUG = "documentation-engineer"
ACROSS = {"access-control-allow-origin": "*", "access-control-expose-headers": "Retry-After"}
HASHES_NOTHING = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def files_of(folder: Path) -> Iterator[str]:
    """A site that serves the files of a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}"
        site.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    with launched() as opened:
        yield opened


@pytest.fixture(scope="module")
def site(package: Path) -> Iterator[str]:
    """A careers site with the client."""
    (package.parent / "index.html").write_text(HTML)
    with files_of(package.parent) as url:
        yield url


@pytest.fixture
def between(server: Server) -> Iterator[Proxy]:
    """A proxy before Rolebook."""
    with proxy(server.url) as running:
        yield running


@pytest.fixture
def page(browser: Browser, site: str, between: Proxy) -> Iterator[BrowserPage]:
    """The site's page, about to ask."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(f"{site}/index.html")
    opened.evaluate("url => start(url)", f"{between.url}/graphql")
    yield opened
    context.close()


def ask(page: BrowserPage, **how: Any) -> Any:
    """What the page is told."""
    return page.evaluate("how => ask(how)", {"slug": SLUG, **how})


def test_the_browsers_own_cache_asks_with_the_etag(page: BrowserPage, between: Proxy) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    first = ask(page)
    assert first["data"]["rolePage"]["title"]
    del between.crossed[:]

    assert ask(page)["data"] == first["data"], "by its hash, and kept by the browser"
    # The browser may answer from what it keeps, and ask behind the page's back.
    again = ask(page)
    assert again["data"] == first["data"]
    assert again["etag"] == first["etag"]
    assert eventually(lambda: len(between.crossed) == 2)
    by_hash, conditional = between.crossed
    assert (by_hash.method, by_hash.status) == ("GET", 200), "without a preflight"
    assert (conditional.method, conditional.status) == ("GET", 304)
    assert conditional.if_none_match == first["etag"]
    assert complaints == []


def test_a_page_that_may_hash_nothing_asks_with_the_text(page: BrowserPage, between: Proxy) -> None:
    page.evaluate(HASHES_NOTHING)
    assert ask(page)["data"]["rolePage"]["title"]
    (crossed,) = between.crossed
    assert crossed.method == "GET"
    assert "query=" in crossed.target


def test_what_goes_wrong_is_told(page: BrowserPage, between: Proxy) -> None:
    html = {"content-type": "text/html", **ACROSS}
    between.instead = [Page(502, html, b"<h1>Bad gateway</h1>")]
    told = ask(page)
    assert told["code"] == "UNREADABLE"
    assert "answered 502 with text/html" in told["message"]

    between.instead = [Page(503, {"retry-after": "9", **html}, b"")]
    assert ask(page, milliseconds=300)["code"] == "ABORTED"

    between.instead = [Page(503, {"retry-after": "0", **html}, b"")]
    assert ask(page)["data"]["rolePage"]["title"], "after another try"

    page.evaluate("url => start(url)", f"http://127.0.0.1:{free_port()}/graphql")
    told = ask(page)
    assert told["code"] == "NO_ANSWER"
    assert "Failed to fetch" in told["message"]
