"""What a server process is made of; a process that only starts others does without it."""

import contextlib
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette

from api.app import App, create_app
from api.editor_view import MOST_BODY_BYTES
from api.logs import configure_logging
from api.parent_process import end_with_parent
from api.protocol import http_protocol
from api.protocol.limits import IDLE_SECONDS
from api.protocol.watch import raise_open_files
from api.settings import read_settings

_GARBAGE_THRESHOLDS: Final = (20_000, 20, 50)

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[Any]]


def configure(config: uvicorn.Config) -> None:
    """Sets up this process and its connections, by the environment alone."""
    settings = read_settings()
    configure_logging(level=settings.log_level)
    config.http = http_protocol(settings.http_front)
    config.ws_max_size = MOST_BODY_BYTES
    config.timeout_keep_alive = int(IDLE_SECONDS)
    raise_open_files()


def app_of_this_process() -> App:
    """The app, set up by the environment alone, which server processes share."""
    end_with_parent()
    app = create_app(read_settings())
    app.router.lifespan_context = _settled(app.router.lifespan_context)
    return app


def _settled(lifespan: Lifespan) -> Lifespan:
    """The lifespan, after whose start what was made is no longer looked through for garbage.

    What a server is made of lives as long as it does: some 300,000 objects, a tenth and more of
    the time of every request that makes a few.
    """

    @contextlib.asynccontextmanager
    async def live(app: Starlette) -> AsyncIterator[Any]:
        async with lifespan(app) as state:
            gc.collect()
            gc.freeze()
            gc.set_threshold(*_GARBAGE_THRESHOLDS)
            yield state

    return live
