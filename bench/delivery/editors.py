"""Eight editors at once over HTTP, beside the same transactions by Motor alone."""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import Final

from bench.bare_motor import bare
from bench.delivery.newsroom import Editor, token_for
from bench.pages.filling import Page
from bench.plan import Plan
from bench.report import Chapter, Fact
from bench.serving.server import rolebook_server
from bench.writing.one_page import Recorded
from bench.writing.recording import Recording
from bench.writing.replaying import replay_as_one

EDITORS: Final = 8
_ROUNDS: Final = 3
_WARM_UPS: Final = 1


def measure_editors(
    uri: str, database: str, pages: Sequence[Page], recorded: Sequence[Recorded], plan: Plan
) -> Chapter:
    """Row 13: each editor works on a page of their own; saves first, then publishes.

    `recorded` is what as many other pages' saves and publishes write: the reference writes all
    of it, as durably, and reads nothing. Both begin with a round that does not count.
    """
    chapter = Chapter(f"{EDITORS} editors at once over HTTP, each on a page of their own")
    with rolebook_server(uri, database, RATE_LIMIT="off") as server:
        token = token_for(uri, server)
        editors = [Editor(server, token, page.entity) for page in pages[:EDITORS]]
        saves = [each.saves for each in recorded]
        publishes = [each.publishes for each in recorded]
        rows: dict[str, tuple[Callable[[Editor, int], None], Callable[[Editor, int], None]]] = {
            "save": (_nothing, _save),
            "publish": (_save, lambda editor, _: editor.publish()),
        }
        for what, recordings in (("save", saves), ("publish", publishes)):
            prepare, act = rows[what]
            ours, theirs = [], []
            for turn in range(_ROUNDS):
                times = max(plan.saves // _ROUNDS, 1)
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
    with ThreadPoolExecutor(len(editors)) as at_once:
        for number in range(-_WARM_UPS, times):
            place = turn * times + number
            for editor in editors:
                prepare(editor, place)
            began = time.perf_counter()
            list(at_once.map(act, editors, repeat(place)))
            if number >= 0:
                spent += time.perf_counter() - began
    return times * len(editors) / spent


async def _bare(
    uri: str, database: str, recordings: Sequence[Sequence[Recording]], times: int, turn: int
) -> float:
    """The same number of transactions, as many at once, through one client."""
    async with bare(uri, database) as opened:
        spent = 0.0
        for number in range(-_WARM_UPS, times):
            first = ((turn * (times + _WARM_UPS)) + number) * EDITORS + 1_000_000
            began = time.perf_counter()
            await asyncio.gather(
                *(
                    replay_as_one(opened, each[number % 2].writes, first + place)
                    for place, each in enumerate(recordings)
                )
            )
            if number >= 0:
                spent += time.perf_counter() - began
    return times * EDITORS / spent
