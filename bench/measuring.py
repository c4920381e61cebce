"""Measuring several ways to do one thing: turn by turn, in one process."""

import gc
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figures:
    """What some calls took, in microseconds; `cpu` is the mean of one call, if it is known."""

    calls: int
    median: float
    mean: float
    p99: float
    cpu: float | None


@dataclass(frozen=True)
class Side:
    """One way to do it; the call is told its turn, so that both sides can read the same page.

    `prepare` is awaited before each call and not measured. `cpu_seconds` reads the CPU time of
    the process that does the work, where that is another one; else it is this process's, with
    all its threads.
    """

    name: str
    call: Callable[[int], Awaitable[object]]
    cpu_seconds: Callable[[], float | None] | None = None
    prepare: Callable[[int], Awaitable[object]] | None = None


@dataclass
class _Taken:
    wall: list[int] = field(default_factory=list)
    cpu: list[int] = field(default_factory=list)


async def alternate(
    sides: Sequence[Side], *, turns: int, warm_ups: int, seconds: float
) -> list[Figures]:
    """The figures of each side: every turn calls each side once, in alternating order.

    Ends after `turns`, or after `seconds` if that is sooner; warm-ups come on top, uncounted.
    """
    for turn in range(warm_ups):
        for side in sides:
            await _call(side, turn, _Taken())
    taken = [_Taken() for _ in sides]
    gc.collect()
    before = [side.cpu_seconds() if side.cpu_seconds else None for side in sides]
    deadline = time.monotonic() + seconds
    for turn in range(warm_ups, warm_ups + turns):
        pairs = list(zip(sides, taken, strict=True))
        for side, one in pairs if turn % 2 else reversed(pairs):
            await _call(side, turn, one)
        if time.monotonic() > deadline:
            break
    after = [side.cpu_seconds() if side.cpu_seconds else None for side in sides]
    return [
        figures(one.wall, _cpu(side, one, start, end))
        for side, one, start, end in zip(sides, taken, before, after, strict=True)
    ]


async def _call(side: Side, turn: int, taken: _Taken) -> None:
    if side.prepare:
        await side.prepare(turn)
    cpu, wall = time.process_time_ns(), time.perf_counter_ns()
    await side.call(turn)
    taken.wall.append(time.perf_counter_ns() - wall)
    taken.cpu.append(time.process_time_ns() - cpu)


def _cpu(side: Side, taken: _Taken, start: float | None, end: float | None) -> float | None:
    if side.cpu_seconds is None:
        return statistics.fmean(taken.cpu) / 1_000
    if start is None or end is None:
        return None
    return (end - start) * 1e6 / len(taken.wall)


def figures(nanoseconds: Sequence[int], cpu: float | None) -> Figures:
    """The figures of calls that took so long; `cpu` is in microseconds a call."""
    ordered = sorted(nanoseconds)
    return Figures(
        calls=len(ordered),
        median=statistics.median(ordered) / 1_000,
        mean=statistics.fmean(ordered) / 1_000,
        p99=ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)] / 1_000,
        cpu=cpu,
    )
