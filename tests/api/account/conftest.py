"""The app behind the pages, its accounts, its clock, and browsers to meet it with."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette

from auth.directory import Directory
from tests.api.account.pages import Browser
from tests.conftest import PUBLIC_URL


@dataclass
class Clock:
    """A time that passes only when a test says so."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        """Lets time pass: `seconds=1`."""
        self.now += timedelta(**duration)


@pytest.fixture
def clock(app: Starlette) -> Clock:
    """The time of that app's accounts."""
    clock = Clock(datetime.now(UTC).replace(microsecond=0))
    app.state.directory.clock = clock
    return clock


@pytest.fixture
def accounts_of(app: Starlette, clock: Clock) -> Directory:  # noqa: ARG001
    """That app's accounts, at that time."""
    opened: Directory = app.state.directory
    return opened


@pytest.fixture
async def browsers(app: Starlette) -> AsyncIterator[Callable[..., Browser]]:
    """Makes browsers, each with cookies and an address of its own."""
    made: list[Browser] = []

    def make(address: str = "192.0.2.1") -> Browser:
        made.append(Browser(app, PUBLIC_URL, address))
        return made[-1]

    yield make
    for browser in made:
        await browser.http.aclose()


@pytest.fixture
def browser(browsers: Callable[..., Browser]) -> Browser:
    """One browser."""
    return browsers()
