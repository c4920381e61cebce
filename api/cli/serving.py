"""`rolebook serve` and `rolebook worker`."""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.announcing import announced_when_ready
from api.cli.opening import DataDir, joined_database, run, settings_for, with_database
from api.cli.reporting import say

if TYPE_CHECKING:
    from api.settings import Settings


def serve(
    host: Annotated[
        str | None, typer.Option(help="The address to listen on [ROLEBOOK_HOST]")
    ] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on [ROLEBOOK_PORT]")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many server processes")] = 1,
    data_dir: DataDir = None,
) -> None:
    """Run the server and its worker, on a MongoDB of its own if ROLEBOOK_MONGODB_URI is not set."""
    settings = settings_for(host=host, port=port, data_dir=data_dir)
    with _until_a_signal(), _bound(settings) as listener:
        settings = _shared(settings, listener)
        with _database(settings, serves=workers == 1) as found:
            from api.cli.preparing import prepared
            from api.cli.running import run_server

            # Before the server runs: Beanie binds documents to one database in a process.
            with announced_when_ready(found, prepared(found, workers)):
                run_server(listener, workers)
    say("Rolebook has stopped.")


def worker(data_dir: DataDir = None) -> None:
    """Run the worker alone: what publishing left to be done is done here too."""
    from api.lifespan import working
    from api.opening import opened

    async def work(found: "Settings") -> None:
        async with opened(found, side="editorial") as installation, working(installation):
            say("The worker runs. Ctrl-C stops it.")
            await asyncio.Event().wait()

    settings = settings_for(data_dir=data_dir)
    with _until_a_signal(), joined_database(settings, "worker") as found:
        run(work(found))
    say("The worker has stopped.")


@contextlib.contextmanager
def _database(settings: "Settings", *, serves: bool) -> Iterator["Settings"]:
    """The settings with the MongoDB they name, or with one that this server owns.

    While that one starts, Python loads what the server is made of if it is this process that
    serves.
    """
    if settings.mongodb_uri is not None:
        yield settings
        return
    from content.store.embedded import EmbeddedMongod

    with EmbeddedMongod(
        settings.data_dir,
        command="serve",
        binary=settings.mongod,
        settings=settings.for_content(),
    ) as mongod:
        say(f"Starting MongoDB on {settings.data_dir}")
        if serves:
            import api.process  # noqa: F401  # loaded meanwhile

        yield with_database(settings, mongod.wait())


@contextlib.contextmanager
def _bound(settings: "Settings") -> Iterator[socket.socket]:
    """A socket at the address, not listening yet; raises CommandError if it cannot be had."""
    from api.cli.failing import BAD_INPUT, CommandError

    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        problem = f"ROLEBOOK_HOST={settings.host} is no address of this machine ({error.strerror})."
        raise CommandError(problem, BAD_INPUT) from error
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as error:
            raise CommandError(
                f"Rolebook cannot listen on {settings.host}:{settings.port} "
                f"({(error.strerror or '').lower()}): stop what uses it, or choose another port "
                "with ROLEBOOK_PORT or --port."
            ) from error
        yield listener


def _shared(settings: "Settings", listener: socket.socket) -> "Settings":
    """The settings with the port that was really bound, in the environment of child processes."""
    port = listener.getsockname()[1]
    os.environ["ROLEBOOK_HOST"] = settings.host
    os.environ["ROLEBOOK_PORT"] = str(port)
    os.environ["ROLEBOOK_DATA_DIR"] = str(settings.data_dir)
    return settings.model_copy(update={"port": port})


@contextlib.contextmanager
def _until_a_signal() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the block in order, and that is no failure."""
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        yield
