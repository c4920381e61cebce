"""Eight editors at once over HTTP, beside the same transactions by Motor alone."""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

from bench.bare_motor import bare
from bench.delivery.newsroom import Editor, token_for
from bench.pages.filling import Page
from bench.plan import Plan
from bench.report import Chapter, Fact
from bench.serving.server import rolebook_server
from bench.writing.one_page import TOLD, Recorded
from bench.writing.recording import Recording
from bench.writing.replaying import replay_as_one

EDITORS: Final = 8
_ROUNDS: Final = 3


def measure_editors(
    uri: str, database: str, pages: Sequence[Page], recorded: Sequence[Recorded], plan: Plan
) -> Chapter:
    """Row 13: each editor works on a page of their own; saves first, then publishes.

    `recorded` is what as many other pages' saves and publishes write.
    """
    chapter = Chapter(f"{EDITORS} editors at once over HTTP, each on a page of their own")
    with rolebook_server(uri, database, RATE_LIMIT="off") as server:
        token = token_for(uri, server)
        editors = [Editor(server, token, page.entity) for page in pages[:EDITORS]]
        saves = [[one.without(TOLD) for one in each.saves] for each in recorded]
        publishes = [each.publishes for each in recorded]
        rows: dict[str, tuple[Callable[[Editor, int], None], Callable[[Editor, int], None]]] = {
            "save": (_nothing, _save),
            "publish": (_save, lambda editor, _: editor.publish()),
        }
        for what, recordings in (("save", saves), ("publish", publishes)):
            prepare, act = rows[what]
            ours, theirs = [], []
            for turn in range(_ROUNDS):
                times = max(plan.saves // EDITORS // _ROUNDS, 1)
                ours.append(_together(editors, times, turn, prepare, act))
                theirs.append(asyncio.run(_bare(uri, database, recordings, times, turn)))
            mine, bare_rate = sorted(ours)[_ROUNDS // 2], sorted(theirs)[_ROUNDS // 2]
            chapter.facts += [
                Fact(f"13 {what}: Rolebook", mine, "/s"),
                Fact(f"13 {what}: Motor, the same writes", bare_rate, "/s"),
                Fact(f"13 {what}: ratio", mine / bare_rate, "×", "bar ≥ 0.5, goal ≥ 0.7"),
            ]
    return chapter


def _nothing(_editor: Editor, _turn: int) -> None:
    return


def _save(editor: Editor, turn: int) -> None:
    editor.save(f"Changed in turn {turn} at {time.time_ns()}.")


def _together(
    editors: Sequence[Editor],
    times: int,
    turn: int,
    prepare: Callable[[Editor, int], None],
    act: Callable[[Editor, int], None],
) -> float:
    """How many a second, the time that preparing takes left out."""
    spent = 0.0
    for number in range(times):
        for editor in editors:
            prepare(editor, turn * times + number)
        threads = [
            threading.Thread(target=act, args=(editor, turn * times + number)) for editor in editors
        ]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        spent += time.perf_counter() - began
    return times * len(editors) / spent


async def _bare(
    uri: str, database: str, recordings: Sequence[Sequence[Recording]], times: int, turn: int
) -> float:
    """The same number of transactions, as many at once, through one client."""
    async with bare(uri, database) as opened:
        spent = 0.0
        for number in range(times):
            first = ((turn * times) + number) * EDITORS + 1_000_000
            began = time.perf_counter()
            await asyncio.gather(
                *(
                    replay_as_one(opened, each[number % 2].writes, first + place)
                    for place, each in enumerate(recordings)
                )
            )
            spent += time.perf_counter() - began
    return times * EDITORS / spent
