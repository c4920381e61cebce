"""Reads through the ASGI application, in process, beside bare Motor in the same process."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.types import ASGIApp

from api.app import create_app
from api.logs import configure_logging
from api.settings import Settings, read_settings
from bench.bare_motor import bare
from bench.measuring import Side
from bench.opening import PAGES, SECRET, opened
from bench.pages.filling import published_pages
from bench.plan import Plan
from bench.reading.asgi_client import post
from bench.reading.bare_reads import BareReads
from bench.reading.rows import measure_lists, measure_page
from bench.report import Chapter
from content.installation import Installation


async def reads_in_process(uri: str, plan: Plan) -> Chapter:
    """A page, lists and a search: the whole application, without HTTP."""
    chapter = Chapter("Reading, in process: the whole ASGI application, logging warnings only")
    async with _application(uri) as app, bare(uri, PAGES) as database:
        reads = BareReads(database)
        pages = await published_pages()

        def asked(body: Callable[[int], bytes]) -> Side:
            return Side("Rolebook", lambda turn: post(app, "/graphql", body(turn)))

        def document(turn: int) -> str:
            return pages[turn % len(pages)].document

        references = [
            Side("Motor find_one, whole document", lambda turn: reads.whole(document(turn))),
            Side("Motor find_one, body alone", lambda turn: reads.body(document(turn))),
        ]
        await measure_page(chapter, asked, references, pages, plan)
        await measure_lists(chapter, asked, reads, plan)
    return chapter


@asynccontextmanager
async def _application(uri: str) -> AsyncIterator[ASGIApp]:
    configure_logging(level="warning", human=False)

    @asynccontextmanager
    async def opening(_settings: Settings) -> AsyncIterator[Installation]:
        async with opened(uri, PAGES, side="delivery") as installation:
            yield installation

    app = create_app(read_settings(secret_key=SECRET), opening)
    async with app.router.lifespan_context(app):
        yield app
