"""What a command works on: settings, a MongoDB, an installation, an event loop.

Commands import what they work with when they are called, so that `--help` and a wrong option do
not wait for it, and so that `serve` can start MongoDB meanwhile.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
import uvloop

if TYPE_CHECKING:
    from api.settings import Settings
    from auth.directory import Directory
    from content.installation import Installation

T = TypeVar("T")

DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="The data folder [ROLEBOOK_DATA_DIR]")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document")]


def settings_for(**options: Any) -> "Settings":
    """The settings under the command's options, with logging set up by them."""
    from api.logs import configure_logging
    from api.settings import read_settings

    settings = read_settings(**options)
    configure_logging(level=settings.log_level)
    return settings


@contextmanager
def joined_database(settings: "Settings", command: str) -> Iterator["Settings"]:
    """The settings with a MongoDB: the named one, a running server's, or one started meanwhile.

    Beside a running server its locales and page address hold, where the command has none.
    """
    if settings.mongodb_uri is not None:
        yield settings
        return
    from api.settings import read_settings
    from content.store.embedded import joined

    with joined(settings.data_dir, command=command, binary=settings.mongod) as found:
        for variable, value in found.settings.items():
            os.environ.setdefault(variable, value)
        yield with_database(read_settings(data_dir=settings.data_dir), found.uri)


def with_database(settings: "Settings", uri: str) -> "Settings":
    """The settings naming that MongoDB, here and in child processes."""
    from pydantic import SecretStr

    os.environ["ROLEBOOK_MONGODB_URI"] = uri
    return settings.model_copy(update={"mongodb_uri": SecretStr(uri)})


def run(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine, on a fast event loop."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)


def on_installation(
    work: "Callable[[Installation], Awaitable[T]]", *, command: str, data_dir: Path | None
) -> T:
    """The result of `work` on the installation that the settings name."""
    from api.opening import opened

    async def open_and_work(found: "Settings") -> T:
        async with opened(found, side="editorial") as installation:
            return await work(installation)

    settings = settings_for(data_dir=data_dir)
    with joined_database(settings, command) as found:
        return run(open_and_work(found))


def on_directory(
    work: "Callable[[Directory, Installation], Awaitable[T]]",
    *,
    command: str,
    data_dir: Path | None,
) -> T:
    """The result of `work` on the accounts and clients of that installation, and on itself."""
    from api.opening import given_secret, opened, opened_directory

    async def open_and_work(found: "Settings") -> T:
        async with opened(found, side="editorial") as installation:
            secret = given_secret(found)
            return await work(await opened_directory(installation, found, secret), installation)

    settings = settings_for(data_dir=data_dir)
    with joined_database(settings, command) as found:
        return run(open_and_work(found))
