"""The server itself: prepared, then run in one process or in several."""

import asyncio
import contextlib
import gc
import os
import signal
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from typing import Any, Final

import uvicorn
import uvloop
from starlette.applications import Starlette
from uvicorn.supervisors import Multiprocess

from api.app import App, create_app
from api.cli.failing import CommandError
from api.cli.seeding import load_when_empty
from api.editor_view import MOST_BODY_BYTES
from api.logs import configure_logging
from api.metrics.sharing import shared_folder
from api.opening import opened
from api.protocol import http_protocol
from api.protocol.limits import IDLE_SECONDS
from api.protocol.watch import raise_open_files
from api.settings import Settings, read_settings

_GRACE_SECONDS: Final = 10
_WORKER_SECONDS: Final = 30
_ORPHAN_SECONDS: Final = 5
_GARBAGE_THRESHOLDS: Final = (20_000, 20, 50)

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[Any]]


async def prepare(settings: Settings) -> None:
    """Indexes and, if it is wanted, the sample library, before anybody is let in."""
    async with opened(settings, side="editorial") as installation:
        if settings.sample_library:
            await load_when_empty(installation)


def run_server(listener: socket.socket, workers: int) -> None:
    """Serves until a signal ends it, requests under way finished first."""
    settings = read_settings()
    configure_logging(level=settings.log_level)
    raise_open_files()
    config = uvicorn.Config(
        "api.cli.running:app_of_this_process",
        factory=True,
        workers=workers,
        http=http_protocol(settings.http_front),
        ws="websockets-sansio",
        ws_max_size=MOST_BODY_BYTES,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=int(IDLE_SECONDS),
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_worker_healthcheck=_WORKER_SECONDS,
    )
    if workers > 1:
        with shared_folder():
            Multiprocess(config, sockets=[listener]).run()
        return
    server = uvicorn.Server(config)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(server.serve(sockets=[listener]))
    if not server.started:
        raise CommandError("The server did not start; the log above says why.")


def app_of_this_process() -> App:
    """The app, set up by the environment alone, which server processes share."""
    settings = read_settings()
    configure_logging(level=settings.log_level)
    if parent := parent_process():
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    app = create_app(settings)
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


def _end_with(parent: BaseProcess) -> None:
    """Ends this process when the one that started it has ended, however it did.

    In order if it can: with the parent its MongoDB has gone, which every question waits for.
    """
    parent.join()
    signal.raise_signal(signal.SIGTERM)
    time.sleep(_ORPHAN_SECONDS)
    os._exit(1)
