"""A save and a publish of one page, beside the same writes by Motor alone."""

from typing import Final, NamedTuple

from pymongo import monitoring

from bench.bare_motor import bare
from bench.measuring import Side, alternate
from bench.opening import PAGES, opened
from bench.pages.filling import published_pages
from bench.plan import Plan
from bench.report import Chapter, Fact
from bench.writing.desk import Desk
from bench.writing.recording import Recorder, Recording
from bench.writing.replaying import replay_as_one

_EDITED: Final = 20
TOLD: Final = frozenset({"audit", "events"})
"""What a save writes besides the head and the revision, which are all the reference writes."""


class Recorded(NamedTuple):
    """Two successive saves and publishes of one page, their texts differing."""

    saves: list[Recording]
    publishes: list[Recording]


async def record_pages(uri: str, count: int) -> list[Recorded]:
    """What saving and publishing each of the last pages sends, which nobody measures."""
    recorder = Recorder()
    monitoring.register(recorder)
    async with opened(uri, PAGES) as installation:
        desk = Desk(installation)
        pages = [page.entity for page in (await published_pages())[-count:]]
        return [await _recorded(desk, page, recorder) for page in pages]


async def _recorded(desk: Desk, page: str, recorder: Recorder) -> Recorded:
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

        def replayed(recordings: list[Recording]) -> Side:
            name = f"Motor: its {recordings[0].size}, one transaction"
            return Side(
                name, lambda turn: replay_as_one(database, recordings[turn % 2].writes, turn)
            )

        rows = {
            "save of a draft": (
                Side("Rolebook", save),
                [each.without(TOLD) for each in recorded.saves],
            ),
            "publish of a page": (Side("Rolebook", publish, prepare=save), recorded.publishes),
        }
        for what, (ours, recordings) in rows.items():
            sides = [ours, replayed(recordings)]
            measured = await alternate(
                sides,
                turns=plan.saves,
                warm_ups=min(plan.warm_ups, plan.saves),
                seconds=plan.seconds,
            )
            chapter.add(what, sides, measured)
            sent = recordings[0].commands
            chapter.facts.append(
                Fact(f"commands that a {what} sends to MongoDB", sent, "", "exact")
            )
    return chapter
