"""The server itself: prepared, then run in one process or in several."""

import asyncio
import signal
import socket
import threading
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from typing import Final

import uvicorn
import uvloop
from uvicorn.supervisors import Multiprocess

from api.app import App, create_app
from api.cli.failing import CommandError
from api.cli.seeding import load_when_empty
from api.logs import configure_logging
from api.opening import opened
from api.settings import Settings, read_settings

_GRACE_SECONDS: Final = 10
_WORKER_SECONDS: Final = 30


async def prepare(settings: Settings) -> None:
    """Indexes and, if it is wanted, the sample library, before anybody is let in."""
    async with opened(settings, side="editorial") as installation:
        if settings.sample_library:
            await load_when_empty(installation)


def run_server(listener: socket.socket, workers: int) -> None:
    """Serves until a signal ends it, requests under way finished first."""
    config = uvicorn.Config(
        "api.cli.running:app_of_this_process",
        factory=True,
        workers=workers,
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_worker_healthcheck=_WORKER_SECONDS,
    )
    if workers > 1:
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
    return create_app(settings)


def _end_with(parent: BaseProcess) -> None:
    """Ends this process in order when the one that started it has ended, however it did."""
    parent.join()
    signal.raise_signal(signal.SIGTERM)
