"""A save and a publish of one page, beside the same writes by Motor alone."""

from typing import Final, NamedTuple

from pymongo import monitoring

from bench.bare_motor import bare
from bench.measuring import Side, alternate
from bench.opening import PAGES, opened
from bench.pages.filling import published_pages
from bench.plan import Plan
from bench.report import Chapter
from bench.writing.desk import Desk
from bench.writing.recording import Recorder, Write, counted
from bench.writing.replaying import replay_as_one

_EDITED: Final = 20


class Recorded(NamedTuple):
    """What two successive saves and publishes of one page wrote, the texts differing."""

    saves: list[list[Write]]
    publishes: list[list[Write]]


async def record_one_page(uri: str) -> Recorded:
    """The writes of saving and publishing the last page, which nobody measures."""
    recorder = Recorder()
    monitoring.register(recorder)
    async with opened(uri, PAGES) as installation:
        page = (await published_pages())[-1].entity
        desk = Desk(installation)
        await desk.open(page)
        recorded = Recorded([], [])
        for turn in range(2):
            with recorder.recording() as save:
                await desk.save(page, turn)
            with recorder.recording() as publish:
                await desk.publish(page)
            recorded.saves.append(save)
            recorded.publishes.append(publish)
        return recorded


async def measure_one_page(uri: str, recorded: Recorded, plan: Plan) -> Chapter:
    """Saves and publishes of a few pages in turn."""
    chapter = Chapter("Writing one page")
    async with opened(uri, PAGES) as installation, bare(uri, PAGES) as database:
        desk = Desk(installation)
        pages = [page.entity for page in await published_pages()][:_EDITED]
        for page in pages:
            await desk.open(page)

        async def save(turn: int) -> None:
            await desk.save(pages[turn % len(pages)], turn)

        async def publish(turn: int) -> None:
            await desk.publish(pages[turn % len(pages)])

        def replayed(recordings: list[list[Write]]) -> Side:
            name = f"Motor: the same {counted(recordings[0])} in one transaction"
            return Side(name, lambda turn: replay_as_one(database, recordings[turn % 2], turn))

        rows = {
            "save of a draft": (Side("Rolebook", save), replayed(recorded.saves)),
            "publish of a page": (
                Side("Rolebook", publish, prepare=save),
                replayed(recorded.publishes),
            ),
        }
        for what, sides in rows.items():
            measured = await alternate(
                sides,
                turns=plan.saves,
                warm_ups=min(plan.warm_ups, plan.saves),
                seconds=plan.seconds,
            )
            chapter.add(what, sides, measured)
    return chapter
