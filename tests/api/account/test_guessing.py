"""Guessing passwords is slow, and guessing at somebody's does not lock them out (row 53)."""

import asyncio
from collections.abc import Callable

from auth.directory import Directory
from tests.api.account.conftest import Clock
from tests.api.account.pages import Browser
from tests.auth.people import PASSWORD, make_user

WRONG = "never the right password"


async def test_five_misses_then_a_growing_delay(
    accounts_of: Directory, clock: Clock, browsers: Callable[..., Browser]
) -> None:
    await make_user(accounts_of)
    attempts = 0

    async def guess(password: str = WRONG) -> tuple[int, str | None]:
        nonlocal attempts
        attempts += 1
        page = await browsers(f"198.51.100.{attempts}").sign_in(password=password)
        return page.status, page.response.headers.get("retry-after")

    for _ in range(5):
        assert await guess() == (401, None)
    for delay in (1, 2, 4, 8, 16, 32, 60, 60):
        before = accounts_of.passwords.computed
        assert await guess(PASSWORD) == (429, str(delay))
        assert accounts_of.passwords.computed == before  # nothing was hashed for it
        clock.advance(seconds=delay - 0.1)
        assert await guess() == (429, "1")
        clock.advance(seconds=0.1)
        assert await guess() == (401, None)
    clock.advance(seconds=60)
    assert (await guess(PASSWORD))[0] == 303
    for _ in range(5):
        assert (await guess())[0] == 401  # the right one had wiped the slate clean


async def test_an_account_that_does_not_exist_is_throttled_alike(
    browsers: Callable[..., Browser], accounts_of: Directory
) -> None:
    assert not accounts_of.passwords.computed
    pages = [await browsers(f"198.51.100.{n}").sign_in("bob@example.com") for n in range(6)]
    assert [page.status for page in pages] == [401] * 5 + [429]
    assert "Too many attempts. Try again in 1 seconds." in pages[-1].text


async def test_another_spelling_is_the_same_account(
    accounts_of: Directory, browsers: Callable[..., Browser]
) -> None:
    await make_user(accounts_of)
    spellings = ("ada@example.com", "ADA@example.com", " ada@EXAMPLE.com ", "ａｄａ@example.com")
    for number in range(5):
        page = await browsers(f"198.51.100.{number}").sign_in(spellings[number % 4], WRONG)
        assert page.status == 401
    for number, spelling in enumerate(spellings):
        page = await browsers(f"203.0.113.{number}").sign_in(spelling, WRONG)
        assert page.status == 429


async def test_many_guesses_at_once_are_no_way_round(
    accounts_of: Directory, browsers: Callable[..., Browser]
) -> None:
    await make_user(accounts_of)
    pages = await asyncio.gather(
        *(browsers(f"198.51.100.{n}").sign_in(password=WRONG) for n in range(20))
    )
    assert sorted(page.status for page in pages) == [401] * 5 + [429] * 15


async def test_one_person_may_sign_in_many_times_at_once(
    accounts_of: Directory, browsers: Callable[..., Browser]
) -> None:
    await make_user(accounts_of)
    pages = await asyncio.gather(*(browsers().sign_in() for _ in range(16)))
    assert {page.status for page in pages} == {303}


async def test_twenty_misses_a_minute_from_one_address(
    accounts_of: Directory, clock: Clock, browsers: Callable[..., Browser]
) -> None:
    await make_user(accounts_of)
    here = "203.0.113.7"
    for number in range(20):
        page = await browsers(here).sign_in(f"person{number}@example.com")
        assert page.status == 401
        clock.advance(seconds=1)
    refused = await browsers(here).sign_in()
    assert (refused.status, refused.response.headers["retry-after"]) == (429, "40")
    assert (await browsers("203.0.113.8").sign_in()).status == 303
    clock.advance(seconds=40)
    assert (await browsers(here).sign_in()).status == 303


async def test_sign_ins_that_are_right_are_not_counted(
    accounts_of: Directory, browsers: Callable[..., Browser]
) -> None:
    await make_user(accounts_of)
    for _ in range(25):
        assert (await browsers().sign_in()).status == 303


async def test_a_stranger_does_not_lock_out_a_known_device(
    accounts_of: Directory, clock: Clock, browsers: Callable[..., Browser]
) -> None:
    await make_user(accounts_of)
    known = browsers()
    await known.sign_in()
    home = await known.open("/account/")
    await known.submit(home)
    for _ in range(25):  # from the very same address
        await browsers().sign_in(password=WRONG)
    assert (await browsers().sign_in()).status == 429
    assert (await known.sign_in()).status == 303

    # Whoever has the device guesses no faster than anybody else.
    pages = [await known.sign_in(password=WRONG) for _ in range(6)]
    assert [page.status for page in pages] == [401] * 5 + [429]
    clock.advance(seconds=1)
    assert (await known.sign_in()).status == 303


async def test_a_device_of_somebody_else_is_no_known_device(
    accounts_of: Directory, browsers: Callable[..., Browser]
) -> None:
    await make_user(accounts_of)
    await make_user(accounts_of, email="eve@example.com")
    eves = browsers()
    await eves.sign_in("eve@example.com")
    pages = [await eves.sign_in(password=WRONG) for _ in range(6)]
    assert [page.status for page in pages] == [401] * 5 + [429]
    forged = browsers()
    forged.http.cookies.set("rolebook-device", "Zm9yZ2Vk" * 8, domain="rolebook.test")
    assert (await forged.sign_in()).status == 429


async def test_guessing_the_current_password_is_slowed_down_too(
    accounts_of: Directory, browser: Browser
) -> None:
    await make_user(accounts_of)
    await browser.sign_in()
    page = await browser.open("/account/password")
    new = "another battery, another horse"
    fields = {"current": WRONG, "new": new, "repeat": new}
    answers = [await browser.submit(page, fields) for _ in range(6)]
    assert [each.status for each in answers] == [400] * 5 + [429]
    assert answers[-1].response.headers["retry-after"] == "1"
