"""How soon readers see what was published: at the server that published it, and at another."""

import time
from typing import Final

from bench.delivery.newsroom import Editor, token_for
from bench.measuring import figures
from bench.pages.filling import Page
from bench.plan import Plan
from bench.report import Chapter, Fact
from bench.serving.server import Server, rolebook_server

_LATEST_SECONDS: Final = 5.0
_QUESTION: Final = "query Intro($slug: String!) { rolePage(slug: $slug) { intro { plain } } }"


def measure_freshness(uri: str, database: str, page: Page, plan: Plan) -> Chapter:
    """Row 12: publishes at one server while both keep the page."""
    chapter = Chapter("From the answer to a publish to the first fresh read, two server processes")
    stale, taken = 0, []
    with (
        rolebook_server(uri, database, RATE_LIMIT="off") as here,
        rolebook_server(uri, database, RATE_LIMIT="off") as there,
    ):
        editor = Editor(here, token_for(uri, here), page.entity)
        for turn in range(plan.publishes):
            for server in (here, there):
                _read(server, page)
            mark = f"Published for the {turn + 1}. time, at {time.time_ns()}."
            editor.save(mark)
            editor.publish()
            answered = time.perf_counter_ns()
            stale += mark not in _read(here, page)
            while mark not in _read(there, page):
                if time.perf_counter_ns() - answered > _LATEST_SECONDS * 1e9:
                    raise RuntimeError("the other server goes on with the old page")
            taken.append(time.perf_counter_ns() - answered)
    told = figures(taken, None)
    chapter.facts += [
        Fact("publishes", len(taken), ""),
        Fact("stale reads at the server that published", stale, "", "promised: none"),
        Fact("12 fresh at the other: p50", told.median / 1_000, "ms"),
        Fact("12 fresh at the other: p99", told.p99 / 1_000, "ms", "bar 50, goal 10 idle"),
    ]
    return chapter


def _read(server: Server, page: Page) -> str:
    return server.ask(_QUESTION, slug=page.slug).decode()
