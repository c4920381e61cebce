"""From start to stop: the installation opened, its worker run, everything closed in order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final

from starlette.applications import Starlette

from api.delivery_view import delivery_app
from api.editor_view import editor_app
from api.opening import given_secret, opened, opened_directory
from api.session.opening import sessions_opened
from api.settings import Settings
from content import settling
from content.auditing import follow_audit
from content.history import keep_tidy
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
            app.state.editor = editor_app(
                installation,
                app.state.directory,
                cursor_key=secret.key_for("cursors"),
                introspection=settings.env != "production",
            )
            async with sessions_opened(app, settings, app.state.directory, secret):
                yield

    return live


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Installation]:
    """The installation a server answers from, with a worker beside it."""
    async with opened(settings, side="delivery") as installation, working(installation):
        yield installation


@asynccontextmanager
async def working(installation: Installation) -> AsyncIterator[None]:
    """A worker that settles what publishing left to be done, seals the audit log and tidies up.

    News of what others withdrew is followed meanwhile.
    """
    stop = asyncio.Event()
    await read_withdrawals(installation)
    in_order = [
        asyncio.create_task(settling.work(installation, stop)),
        asyncio.create_task(follow_audit(installation, stop)),
        asyncio.create_task(keep_tidy(installation, stop)),
    ]
    follower = asyncio.create_task(settling.follow_withdrawals(installation))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait(in_order, timeout=_WORKER_STOP_SECONDS)
        for task in (*in_order, follower):
            task.cancel()
        await asyncio.gather(*in_order, follower, return_exceptions=True)
