"""A large library: made in under a minute, and a change of one part in no time."""

import asyncio
import sys
import time
from pathlib import Path

import pytest

from bench.pages.filling import fill
from tests.conftest import SECRET
from tests.site.newsroom import Newsroom, newsroom
from tests.site.project import Build, Project, contents, times

PAGES, USES = 1_000, 40
MOST_SECONDS = 60
SHOWN = b"rota for <em>incidents</em>"

pytestmark = pytest.mark.slow


def timed(news: Newsroom, capture: pytest.CaptureFixture[str], what: str) -> tuple[Build, float]:
    """A build, and how long it took; told, for whoever runs this."""
    started = time.perf_counter()
    build = news.build()
    seconds = time.perf_counter() - started
    with capture.disabled():
        sys.stdout.write(f"\n{what}: {seconds:.1f} s. {build.summary}")
    return build, seconds


def test_a_thousand_pages(
    mongodb_uri: str,
    database: str,
    project: Project,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = f"{database}_many"
    asyncio.run(fill(mongodb_uri, name, PAGES, USES))
    settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": name,
        "ROLEBOOK_SECRET_KEY": SECRET,
    }
    with newsroom(settings, project, tmp_path) as news:
        build, seconds = timed(news, capsys, "all")
        assert build.count("pages") >= 2 * PAGES, "each with its job description"
        assert build.count("written") == build.count("pages")
        assert seconds < MOST_SECONDS

        before = times(news.out)
        build, seconds = timed(news, capsys, "nothing changed")
        assert build.count("written") == 0
        assert times(news.out) == before

        text = "Take part in the rota for *incidents*."
        parts = "nodes { entityId text { markdown } }"
        query = f'{{ responsibilities(search: "rota", first: 100) {{ {parts} }} }}'
        found = news.asked(query)["responsibilities"]["nodes"]
        (shared,) = (each["entityId"] for each in found if each["text"]["markdown"].strip() == text)
        using = {file for file, held in contents(news.out).items() if SHOWN in held}
        assert len({file for file in using if file.endswith(".html")}) == USES
        news.rewritten(shared, "Statement", text="Feed the albatross every ninth week.")
        settled(news)
        build, seconds = timed(news, capsys, f"a statement on {USES} pages changed")
        anew = {file for file, at in times(news.out).items() if before[file] != at}
        assert {file for file in anew if file.endswith(".html")} == using
        assert build.count("written") == USES


def settled(news: Newsroom, seconds: float = 60) -> None:
    """Returns when the change has reached every page that uses it."""
    query = '{ rolePages(first: 100, search: "albatross") { totalCount } }'
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if news.asked(query)["rolePages"]["totalCount"] == USES:
            return
        time.sleep(0.1)
    raise AssertionError("it has not settled")
