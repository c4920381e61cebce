"""What is done before anybody is let in."""

import contextlib
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

import typer

from api.cli.failing import exit_code
from api.cli.opening import run, settings_for
from api.cli.seeding import load_when_due
from api.parent_process import end_with_parent

if TYPE_CHECKING:
    from api.settings import Settings


def prepared(settings: "Settings", workers: int) -> str | None:
    """Indexes and, if it is wanted, the sample library; a link to set up the first account.

    None once there is an account. A process of its own does what this one, which stays, would
    otherwise keep in memory: loading the library, and anything at all for one that only starts
    others.
    """
    if workers > 1 or (settings.sample_library and run(_is_library_due(settings))):
        return _prepared_apart()
    return run(_prepare(settings))


async def _is_library_due(settings: "Settings") -> bool:
    from api.opening import opened
    from seed.exchange import is_sample_library_due

    async with opened(settings, side="editorial") as installation:
        return await is_sample_library_due(installation)


async def _prepare(settings: "Settings") -> str | None:
    from api.opening import given_secret, opened, opened_directory
    from auth.signing_in.tickets import first_owner_link

    async with opened(settings, side="editorial") as installation:
        if settings.sample_library:
            await load_when_due(installation)
        directory = await opened_directory(installation, settings, given_secret(settings))
        return await first_owner_link(directory)


def _prepared_apart() -> str | None:
    spawning = get_context("spawn")
    heard, told = spawning.Pipe(duplex=False)
    with heard, _running(spawning.Process(target=_prepare_and_tell, args=(told,))) as child:
        told.close()
        link: str | None = None
        with contextlib.suppress(EOFError):  # it failed, and has said how
            link = heard.recv()
        child.join()
        if child.exitcode:
            raise typer.Exit(child.exitcode if child.exitcode > 0 else 1)
        return link


@contextlib.contextmanager
def _running(child: BaseProcess) -> Iterator[BaseProcess]:
    child.start()
    try:
        yield child
    finally:
        child.terminate()
        child.join()


def _prepare_and_tell(told: Connection) -> None:
    """The same, by the environment alone."""
    end_with_parent()
    try:
        told.send(run(_prepare(settings_for())))
    except KeyboardInterrupt:
        raise SystemExit(1) from None  # the parent got it too, and stops in order
    except Exception as error:
        raise SystemExit(exit_code(error)) from error
