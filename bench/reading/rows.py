"""The rows of a reading chapter: what is asked of Rolebook, and of MongoDB beside it."""

from collections.abc import Callable, Sequence

from bench.measuring import Side, alternate
from bench.pages.filling import Page
from bench.plan import Plan
from bench.reading.answers import data_of, size_of
from bench.reading.bare_reads import BareReads
from bench.reading.queries import FILTERED, LIST, PAGE, SEARCH, WORDS, filtered_by, request
from bench.report import Chapter

Asked = Callable[[Callable[[int], bytes]], Side]
"""Makes Rolebook's side of a row from the request it sends in a turn."""


async def measure_page(
    chapter: Chapter,
    asked: Asked,
    references: Sequence[Side],
    pages: Sequence[Page],
    plan: Plan,
) -> None:
    """The full page, another one every turn."""
    bodies = [request(PAGE, slug=page.slug) for page in pages]
    ours = asked(lambda turn: bodies[turn % len(bodies)])
    chapter.remarks.append(f"A full page is answered with {size_of(await _answer(ours, 0))}.")
    sides = [ours, *references]
    measured = await alternate(
        sides, turns=plan.reads, warm_ups=plan.warm_ups, seconds=plan.seconds
    )
    chapter.add("full role page", sides, measured)


async def measure_lists(chapter: Chapter, asked: Asked, reads: BareReads, plan: Plan) -> None:
    """The newest pages, some of them filtered with their total and facets, and a search."""
    searches = [request(SEARCH, words=words) for words in WORDS]
    rows = {
        "newest 20 pages": (
            asked(lambda _: request(LIST)),
            Side("Motor find of 20 rows", lambda _: reads.newest()),
        ),
        "20 by level or family, total, facets": (
            asked(lambda turn: request(FILTERED, **filtered_by(turn))),
            Side("Motor find, count and $facet", lambda turn: reads.filtered(**filtered_by(turn))),
        ),
        "search, best 20": (
            asked(lambda turn: searches[turn % len(WORDS)]),
            Side("Motor $text find of 20", lambda turn: reads.best(WORDS[turn % len(WORDS)])),
        ),
    }
    for what, sides in rows.items():
        for turn in range(len(WORDS)):
            data_of(await _answer(sides[0], turn))
        measured = await alternate(
            sides, turns=plan.list_reads, warm_ups=plan.warm_ups, seconds=plan.seconds
        )
        chapter.add(what, sides, measured)


async def _answer(side: Side, turn: int) -> bytes:
    answer = await side.call(turn)
    assert isinstance(answer, bytes)
    return answer
