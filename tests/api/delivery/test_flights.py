"""Of many who ask the same at once, one works; of nobody who waits, none."""

import asyncio

import pytest

from api.delivery.flights import Flights


async def test_one_works_for_all() -> None:
    flights, begun = Flights[int](), 0

    async def work() -> int:
        nonlocal begun
        begun += 1
        await asyncio.sleep(0.01)
        return begun

    assert await asyncio.gather(*(flights.join("a", work) for _ in range(50))) == [1] * 50
    assert await flights.join("a", work) == 2
    assert len(flights) == 0


async def test_who_leaves_does_not_take_the_work_along() -> None:
    flights, done = Flights[str](), asyncio.Event()

    async def work() -> str:
        await done.wait()
        return "made"

    first, second = (asyncio.create_task(flights.join("a", work)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    done.set()
    assert await second == "made"


async def test_work_that_nobody_waits_for_is_given_up() -> None:
    flights, was_cancelled = Flights[None](), asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            was_cancelled.set()
            raise

    waiting = asyncio.create_task(flights.join("a", work))
    await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await asyncio.wait_for(was_cancelled.wait(), 1)
    assert len(flights) == 0


async def test_a_failure_is_everybodys() -> None:
    flights = Flights[None]()

    async def work() -> None:
        await asyncio.sleep(0)
        raise ValueError("no")

    outcomes = await asyncio.gather(
        *(flights.join("a", work) for _ in range(3)), return_exceptions=True
    )
    assert [str(outcome) for outcome in outcomes] == ["no"] * 3
