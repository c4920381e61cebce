"""Reads over the loopback from a real `rolebook serve`, and the memory it takes for them."""

import time
from collections.abc import Callable, Sequence
from typing import Final

from bench.bare_motor import bare
from bench.measuring import Side
from bench.opening import PAGES, opened
from bench.pages.filling import Page, published_pages
from bench.plan import Plan
from bench.reading.answers import data_of
from bench.reading.bare_reads import BareReads
from bench.reading.queries import PAGE, request
from bench.reading.rows import measure_lists, measure_page
from bench.report import Chapter, Fact
from bench.serving.process_figures import cpu_seconds, resident_megabytes
from bench.serving.server import Server, motor_server, rolebook_server

_IDLE_SECONDS: Final = 2.0


async def reads_over_http(uri: str, plan: Plan) -> list[Chapter]:
    """The same reads as in process, and what the server's memory comes to."""
    reading = Chapter("Reading over loopback HTTP, one connection: rolebook serve as it comes")
    memory = Chapter("Memory of the server process")
    async with opened(uri, PAGES):
        pages = await published_pages()
    with rolebook_server(uri, PAGES) as ours, motor_server(uri, PAGES) as theirs:
        _read_every_page(memory, ours, theirs, pages)
        async with bare(uri, PAGES) as database:
            await _measure(reading, ours, theirs, BareReads(database), pages, plan)
        told = resident_megabytes(ours.pid)
        memory.facts.append(Fact("after all the reads measured above", told, "MB"))
    return [reading, memory]


def _read_every_page(memory: Chapter, ours: Server, theirs: Server, pages: Sequence[Page]) -> None:
    def note(what: str) -> None:
        against = f"{resident_megabytes(theirs.pid):.0f} MB: Starlette with Motor alone"
        memory.facts.append(Fact(what, resident_megabytes(ours.pid), "MB", against))

    time.sleep(_IDLE_SECONDS)
    note("idle")
    for page in pages:
        data_of(ours.post("/graphql", request(PAGE, slug=page.slug)))
        theirs.get(f"/resolved/{page.document}")
    note(f"after {len(pages):,} distinct pages")


async def _measure(
    chapter: Chapter,
    ours: Server,
    theirs: Server,
    reads: BareReads,
    pages: Sequence[Page],
    plan: Plan,
) -> None:
    def asked(body: Callable[[int], bytes]) -> Side:
        return _over_http("Rolebook", ours, lambda turn: ours.post("/graphql", body(turn)))

    def document(turn: int) -> str:
        return pages[turn % len(pages)].document

    references = [
        _over_http(
            "Starlette with Motor find_one, body alone",
            theirs,
            lambda turn: theirs.get(f"/resolved/{document(turn)}"),
        ),
        Side("Motor find_one, whole document, no HTTP", lambda turn: reads.whole(document(turn))),
    ]
    await measure_page(chapter, asked, references, pages, plan)
    await measure_lists(chapter, asked, reads, plan)
    chapter.remarks.append("The lists' references are Motor alone, without HTTP.")


def _over_http(name: str, server: Server, call: Callable[[int], bytes]) -> Side:
    """A side that a server process works for; nothing else runs in this one meanwhile."""

    async def asking(turn: int) -> bytes:
        return call(turn)

    return Side(name, asking, cpu_seconds(server.pid))
