"""Rows 10 and 11: the same questions of a few pages and of many, no answer kept."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import orjson

from bench.delivery.load import Loaded, Round
from bench.measuring import Figures, Side, alternate
from bench.plan import Plan
from bench.reading.queries import FAMILIES, WORDS, request
from bench.report import Chapter, Fact, Load
from bench.serving.process_figures import cpu_seconds
from bench.serving.server import Server, rolebook_server

FEW: Final = "bench_few"
MANY: Final = "bench_many"
FEW_PAGES: Final = 1_000

_BAR, _GOAL = 1.5, 1.2
_READY_SECONDS: Final = 180.0
_LIST: Final = """
query List($family: String!) {
  rolePages(first: 20, where: {family: {eq: $family}}) {
    nodes { id slug url title publishedAt } pageInfo { hasNextPage endCursor }
  }
}
"""
_TOTAL: Final = """
query Total($family: String!) { rolePages(first: 0, where: {family: {eq: $family}}) { totalCount } }
"""
_FACETS: Final = """
query Facets($family: String!) {
  rolePages(first: 0, where: {family: {eq: $family}}) { facets { name values { value count } } }
}
"""
_SEARCH: Final = """
query Search($words: String!) {
  search(query: $words, first: 20) { edges { node { id key } cursor } }
}
"""
_PAGE: Final = "query Page($slug: String!) { rolePage(slug: $slug) { id title publishedAt } }"
_WALK: Final = """
query Walk($after: String) {
  rolePages(first: 100, after: $after, orderBy: KEY_ASC) { pageInfo { hasNextPage endCursor } }
}
"""
_HALFWAY: Final = """
query Halfway($after: String!) {
  rolePages(first: 20, after: $after, orderBy: KEY_ASC) { nodes { id slug title } }
}
"""

_FACET_ROW: Final = "10 facets with a filter"
_SEARCH_ROW: Final = "10 search, best 20"
_MOST: Final = {_FACET_ROW: 2, _SEARCH_ROW: 5}
"""How many milliseconds of CPU they may take at most."""

Body = Callable[[int], bytes]


async def measure_scale(uri: str, few: int, many: int, plan: Plan) -> Chapter:
    """Many pages are ours, a few are what they are held against; no answer is kept."""
    title = f"{many:,} pages held against {few:,}, over HTTP, one connection, every request a miss"
    chapter = Chapter(title)
    settings = {"CACHE_MEGABYTES": "0", "RATE_LIMIT": "off"}
    with (
        rolebook_server(uri, FEW, **settings) as small,
        rolebook_server(uri, MANY, **settings) as large,
    ):
        for server in (small, large):
            _wait_until_indexed(server)
        for what, bodies in _rows({small.pid: few, large.pid: many}, small, large).items():
            ours, theirs = (Loaded(f"Rolebook, {pages:,} pages") for pages in (many, few))
            for number in range(plan.load_rounds):
                first = number * (plan.warm_ups + plan.list_reads)
                sides = [
                    _side(one.name, server, bodies[server.pid], first)
                    for one, server in ((ours, large), (theirs, small))
                ]
                measured = await alternate(
                    sides, turns=plan.list_reads, warm_ups=plan.warm_ups, seconds=plan.seconds
                )
                for one, figures in zip((ours, theirs), measured, strict=True):
                    one.rounds.append(_round(figures))
            chapter.loads.append(Load(what, "CPU", ours, theirs, _BAR, _GOAL))
            if what in _MOST:
                chapter.facts.append(_held_against(what, ours.cpu / 1_000))
    return chapter


def _round(figures: Figures) -> Round:
    cpu = figures.cpu or 0.0
    return Round(1e6 / figures.mean, figures.median, figures.p99, cpu)


def _held_against(what: str, milliseconds: float) -> Fact:
    most = _MOST[what]
    verdict = "reached" if milliseconds <= most else "missed"
    return Fact(f"{what}, CPU", milliseconds, "ms", f"bar ≤ {most} ms: {verdict}")


def _rows(pages: dict[int, int], *servers: Server) -> dict[str, dict[int, Body]]:
    def same(body: Body) -> dict[int, Body]:
        return {server.pid: body for server in servers}

    def family(query: str) -> dict[int, Body]:
        return same(lambda turn: request(query, family=FAMILIES[turn % len(FAMILIES)]))

    halfway = {server.pid: _halfway(server, pages[server.pid]) for server in servers}
    return {
        "10 list of 20 with a filter": family(_LIST),
        "10 total with a filter": family(_TOTAL),
        _FACET_ROW: family(_FACETS),
        _SEARCH_ROW: same(lambda turn: request(_SEARCH, words=WORDS[turn % len(WORDS)])),
        "11 page by slug": {pid: partial(_any_page, count) for pid, count in pages.items()},
        "11 keyset page at half depth": {
            pid: partial(_the_same, body) for pid, body in halfway.items()
        },
    }


def _any_page(count: int, turn: int) -> bytes:
    return request(_PAGE, slug=f"page-{turn * 7919 % count}")


def _the_same(body: bytes, _turn: int) -> bytes:
    return body


def _halfway(server: Server, pages: int) -> bytes:
    cursor = None
    for _ in range(pages // 200):
        info = _data(server.post("/graphql", request(_WALK, after=cursor)))["rolePages"]["pageInfo"]
        cursor = info["endCursor"]
    return request(_HALFWAY, after=cursor)


def _side(name: str, server: Server, body: Body, first: int) -> Side:
    """Asks for what was not asked for in an earlier round: turns are counted on from `first`."""

    async def asking(turn: int) -> object:
        return _data(server.post("/graphql", body(first + turn)))

    return Side(name, asking, cpu_seconds(server.pid))


def _wait_until_indexed(server: Server) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while b'rolebook_catalogue_ready{process="main"} 1.0' not in server.get("/metrics"):
        if time.monotonic() > deadline:
            raise RuntimeError("the catalogue was not built in time")
        time.sleep(0.2)


def _data(answer: bytes) -> Any:
    told = orjson.loads(answer)
    if "errors" in told:
        raise RuntimeError(f"no answer to measure: {answer[:1_000]!r}")
    return told["data"]
