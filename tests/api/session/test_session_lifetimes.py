"""How long a session lasts, and its tokens refreshed behind the scenes."""

import asyncio
from datetime import datetime, timedelta
from functools import partial

from auth.documents.accounts import User
from auth.documents.sessions import AdminSession
from auth.documents.tokens import RefreshToken, RevocationKind
from auth.store import collection, find
from auth.tokens.revocations import revoke
from tests.api.session.browser import Browser


async def test_a_session_ends_after_eight_idle_hours(browser: Browser, user: User) -> None:
    await browser.login(user)
    start = browser.directory.clock()
    browser.directory.clock = lambda: start + timedelta(hours=7, minutes=59)
    assert (await browser.me()).status_code == 200
    browser.directory.clock = lambda: start + timedelta(hours=15, minutes=58)
    assert (await browser.me()).status_code == 200
    browser.directory.clock = lambda: start + timedelta(hours=24)
    assert (await browser.me()).status_code == 401


def _shifted(start: datetime, hours: int) -> datetime:
    return start + timedelta(hours=hours)


async def test_a_session_ends_after_seven_days_however_busy(browser: Browser, user: User) -> None:
    await browser.login(user)
    start = browser.directory.clock()
    for hours in range(7, 7 * 24, 7):
        browser.directory.clock = partial(_shifted, start, hours)
        assert (await browser.me()).status_code == 200, hours
    browser.directory.clock = lambda: start + timedelta(days=7, minutes=1)
    assert (await browser.me()).status_code == 401


async def test_parallel_requests_refresh_once(browser: Browser, user: User) -> None:
    await browser.login(user)
    csrf, start = await browser.csrf(), browser.directory.clock()
    browser.directory.clock = lambda: start + timedelta(minutes=11)
    answers = await asyncio.gather(
        *(browser.ask(headers={"X-CSRF-Token": csrf}) for _ in range(12))
    )
    assert {answer.status_code for answer in answers} == {200}
    assert await collection(RefreshToken).count_documents({}) == 2


async def test_a_voided_token_is_replaced_once(browser: Browser, user: User) -> None:
    await browser.login(user)
    session = await find(AdminSession, {"user": user.id})
    assert session is not None
    await revoke(browser.directory, RevocationKind.CLIENT, "rolebook-admin")
    await asyncio.sleep(0.002)
    assert (await browser.ask()).status_code == 200
    assert await collection(RefreshToken).count_documents({}) == 2


async def test_a_session_whose_refresh_is_refused_is_over(browser: Browser, user: User) -> None:
    await browser.login(user)
    await collection(RefreshToken).delete_many({})
    start = browser.directory.clock()
    browser.directory.clock = lambda: start + timedelta(minutes=11)
    assert (await browser.me()).status_code == 401
    assert await find(AdminSession, {"user": user.id}) is None
