"""From start to stop: the installation opened, its worker run, everything closed in order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final

from starlette.applications import Starlette

from api.delivery_view import delivery_app
from api.opening import given_secret, opened, opened_directory
from api.settings import Settings
from content import settling
from content.installation import Installation
from content.settling.following import read_withdrawals

Opening = Callable[[Settings], AbstractAsyncContextManager[Installation]]

_WORKER_STOP_SECONDS: Final = 5.0


def lifespan(
    settings: Settings, opening: Opening
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """What Starlette enters before the first request and leaves after the last."""

    @asynccontextmanager
    async def live(app: Starlette) -> AsyncIterator[None]:
        secret = given_secret(settings)
        async with opening(settings) as installation:
            app.state.settings = settings
            app.state.installation = installation
            app.state.directory = await opened_directory(installation, settings, secret)
            app.state.delivery = delivery_app(installation, cursor_key=secret.key_for("cursors"))
            yield

    return live


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Installation]:
    """The installation a server answers from, with a worker beside it."""
    async with opened(settings, side="delivery") as installation, working(installation):
        yield installation


@asynccontextmanager
async def working(installation: Installation) -> AsyncIterator[None]:
    """A worker that settles what publishing left to be done, and news of others' withdrawals."""
    stop = asyncio.Event()
    await read_withdrawals(installation)
    worker = asyncio.create_task(settling.work(installation, stop))
    follower = asyncio.create_task(settling.follow_withdrawals(installation))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait([worker], timeout=_WORKER_STOP_SECONDS)
        worker.cancel()
        follower.cancel()
        await asyncio.gather(worker, follower, return_exceptions=True)
