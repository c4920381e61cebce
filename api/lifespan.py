"""From start to stop: the installation opened, its worker run, everything closed in order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Final

from starlette.applications import Starlette

from api.delivery.keeping import Keeping
from api.delivery.view import delivery_app, response_cache
from api.editor_view import editor_app
from api.opening import given_secret, opened, opened_directory
from api.pages import PagesApp
from api.rate_limits import RateLimits
from api.session.opening import sessions_opened
from api.settings import Settings
from content import settling
from content.auditing import follow_audit
from content.catalogue import keep_built
from content.history import keep_tidy
from content.installation import Installation
from content.reading import CursorSeal
from content.settling.following import read_withdrawals

Opening = Callable[[Settings], AbstractAsyncContextManager[Installation]]

_WORKER_STOP_SECONDS: Final = 5.0
_FIRST_SECONDS: Final = 5.0
"""How long a start waits for the catalogue; what takes longer is asked of MongoDB meanwhile."""


def lifespan(
    settings: Settings, opening: Opening
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """What Starlette enters before the first request and leaves after the last."""

    @asynccontextmanager
    async def live(app: Starlette) -> AsyncIterator[None]:
        secret = given_secret(settings)
        async with opening(settings) as installation:
            app.state.settings = settings
            app.state.rate_limits = RateLimits(settings.rate_limit)
            app.state.installation = installation
            app.state.directory = await opened_directory(installation, settings, secret)
            app.state.responses = response_cache(installation, settings)
            app.state.delivery = delivery_app(
                installation,
                app.state.responses,
                app.state.rate_limits,
                app.state.load.delivery,
                settings,
                secret.key_for("cursors"),
                app.state.measures,
            )
            app.state.pages = PagesApp(
                installation,
                Keeping(
                    installation.store,
                    app.state.responses,
                    app.state.rate_limits,
                    app.state.load.delivery,
                ),
                settings,
                CursorSeal(secret.key_for("cursors")),
            )
            app.state.editor = editor_app(
                installation,
                app.state.directory,
                cursor_key=secret.key_for("cursors"),
                introspection=settings.env != "production",
            )
            async with (
                sessions_opened(app, settings, app.state.directory, secret),
                app.state.metrics.left_for_others(),
                app.state.load.lag.measured(),
            ):
                yield

    return live


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Installation]:
    """The installation a server answers from, its catalogue kept, with a worker beside it."""
    async with opened(settings, side="delivery") as installation, working(installation):
        stop, built = asyncio.Event(), asyncio.Event()
        keeping = asyncio.create_task(_keep_built(installation, stop, built))
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(built.wait(), _FIRST_SECONDS)
            yield installation
        finally:
            stop.set()
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)


async def _keep_built(
    installation: Installation, stop: asyncio.Event, built: asyncio.Event
) -> None:
    # What was read before news are heard would have to be read again.
    await installation.news.heard.wait()
    await keep_built(installation.catalogue, installation.store, stop, built)


@asynccontextmanager
async def working(installation: Installation) -> AsyncIterator[None]:
    """A worker that settles what publishing left to be done, seals the audit log and tidies up.

    News of what others publish and withdraw is followed meanwhile.
    """
    stop = asyncio.Event()
    await read_withdrawals(installation)
    in_order = [
        asyncio.create_task(settling.work(installation, stop)),
        asyncio.create_task(follow_audit(installation, stop)),
        asyncio.create_task(keep_tidy(installation, stop)),
    ]
    followers = [
        asyncio.create_task(settling.follow_withdrawals(installation)),
        asyncio.create_task(installation.news.follow(stop)),
    ]
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait(in_order, timeout=_WORKER_STOP_SECONDS)
        for task in (*in_order, *followers):
            task.cancel()
        await asyncio.gather(*in_order, *followers, return_exceptions=True)
