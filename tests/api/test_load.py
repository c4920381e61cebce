"""What a process takes on at once, and what it turns away."""

import asyncio
import time

import pytest

from api.graphql_over_http import Refused
from api.load import Allowance, Load, LoopLag, Turns


async def hold(allowance: Allowance, until: asyncio.Event) -> None:
    """An operation under way until then."""
    async with allowance:
        await until.wait()


async def settle() -> None:
    """Lets every task go as far as it gets."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_some_run_some_wait_and_the_rest_is_refused_at_once() -> None:
    allowance, until = Allowance(LoopLag(), running=2, waiting=1), asyncio.Event()
    held = [asyncio.create_task(hold(allowance, until)) for _ in range(3)]
    await settle()
    assert (allowance.running, allowance.waiting) == (2, 1)
    started = time.perf_counter()
    with pytest.raises(Refused) as refused:
        async with allowance:
            pass
    assert time.perf_counter() - started < 0.05
    assert (refused.value.status, refused.value.code) == (503, "OVERLOADED")
    assert refused.value.headers["Retry-After"] == "1"
    until.set()
    await asyncio.gather(*held)
    assert (allowance.running, allowance.waiting, allowance.shed) == (0, 0, 1)


async def test_nobody_waits_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.load._PATIENCE_SECONDS", 0.05)
    allowance, until = Allowance(LoopLag(), running=1, waiting=5), asyncio.Event()
    held = asyncio.create_task(hold(allowance, until))
    await settle()
    with pytest.raises(Refused):
        async with allowance:
            pass
    assert (allowance.running, allowance.waiting) == (1, 0)
    until.set()
    await held
    assert allowance.running == 0


async def test_who_goes_away_while_waiting_takes_no_turn() -> None:
    allowance, until = Allowance(LoopLag(), running=1, waiting=5), asyncio.Event()
    first, second, third = [asyncio.create_task(hold(allowance, until)) for _ in range(3)]
    await settle()
    second.cancel()
    await settle()
    assert allowance.waiting == 1
    until.set()
    await first
    third.cancel()  # just as its turn comes
    await asyncio.gather(second, third, return_exceptions=True)
    assert (allowance.running, allowance.waiting) == (0, 0)
    async with allowance:
        assert allowance.running == 1


async def test_a_loop_that_lags_takes_nothing_new_on_but_the_first_few() -> None:
    lag = LoopLag()
    allowance, until = Allowance(lag, running=10, waiting=10), asyncio.Event()
    async with lag.measured():
        await asyncio.sleep(0.06)
        assert not lag.is_long
        time.sleep(0.4)  # noqa: ASYNC251  # the loop is kept busy
        await asyncio.sleep(0.001)
        assert lag.is_long
        lag_was = lag.seconds
        held = []
        for _ in range(4):
            assert not allowance.is_full(0)
            held.append(asyncio.create_task(hold(allowance, until)))
            await settle()
            lag.seconds = lag_was
        assert (allowance.running, allowance.shed) == (4, 0)
        assert allowance.is_full(0)
        with pytest.raises(Refused):
            async with allowance:
                pass
        await asyncio.sleep(0.2)
        assert not lag.is_long
        async with allowance:
            pass
        until.set()
        await asyncio.gather(*held)
        assert lag.seconds < 0.3
        assert lag.worst_seconds > 0.3
        assert lag.worst_seconds > 0.3, "who reads it takes nothing from who reads it next"


def test_the_worst_lag_is_that_of_the_last_minute() -> None:
    lag = LoopLag()
    assert lag.worst_seconds == 0
    seen = []
    for at, late in [(0, 0.1), (10, 0.5), (20, 0.2), (30, 0.3), (69, 0.0), (70, 0.0), (90, 0.0)]:
        lag.note(late, at)
        seen.append(lag.worst_seconds)
    assert seen == [0.1, 0.5, 0.5, 0.5, 0.5, 0.3, 0.0]
    assert lag.seconds == 0


@pytest.mark.parametrize("name", ["delivery", "editorial"])
async def test_who_comes_alone_is_never_refused(name: str) -> None:
    load = Load()
    load.lag.seconds = 60.0
    allowance: Allowance = getattr(load, name)
    for _ in range(100):
        assert not allowance.is_full(0)
        async with allowance:
            pass
    assert allowance.shed == 0


async def test_what_comes_in_one_turn_of_the_loop_is_done_in_several() -> None:
    turns, done = Turns(), 0

    async def work() -> None:
        nonlocal done
        await turns.mine()
        time.sleep(0.003)  # noqa: ASYNC251  # as parsing a long query does
        done += 1

    tasks = [asyncio.create_task(work()) for _ in range(20)]
    tasks[7].cancel()
    most = before = looks = 0
    while not all(task.done() for task in tasks):
        await asyncio.sleep(0)
        most, before, looks = max(most, done - before), done, looks + 1
    assert done == 19
    assert most == 1
    assert looks >= 19
    assert len(turns) == 0


async def test_short_work_is_not_held_up() -> None:
    turns = Turns()
    tasks = [asyncio.create_task(turns.mine()) for _ in range(5)]
    await asyncio.sleep(0)
    assert all(task.done() for task in tasks)


async def test_those_who_wait_for_time_are_counted() -> None:
    allowance = Allowance(LoopLag(), running=1, waiting=3)

    async def work() -> None:
        await allowance.turn()
        time.sleep(0.003)  # noqa: ASYNC251

    tasks = [asyncio.create_task(work()) for _ in range(5)]
    await asyncio.sleep(0)
    assert allowance.waiting == 4
    assert allowance.is_full(0)
    await asyncio.gather(*tasks)
    assert not allowance.is_full(0)
