"""The server, run in this process or in several; who only starts others loads nothing of it."""

import asyncio
import socket
from typing import Final

import uvicorn
import uvloop
from uvicorn.supervisors import Multiprocess

from api.cli.failing import CommandError
from api.metrics.sharing import shared_folder

_GRACE_SECONDS: Final = 10
_WORKER_SECONDS: Final = 30


class _Config(uvicorn.Config):
    """What uvicorn is told, the rest of it by the process that serves."""

    def load(self) -> None:
        from api.process import configure  # not before: it loads all that a server is made of

        configure(self)
        super().load()


def run_server(listener: socket.socket, workers: int) -> None:
    """Serves until a signal ends it, requests under way finished first."""
    config = _Config(
        "api.process:app_of_this_process",
        factory=True,
        workers=workers,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
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
