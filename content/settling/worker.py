"""The worker: runs the jobs that publishers left, and those of processes that died."""

import asyncio
import contextlib
import logging

from content.installation import Installation
from content.reresolving import is_outdated, reresolve
from content.settling import jobs
from content.settling.run import run
from content.store import StoreError, told_as_unavailable
from content.values.problems import ContentError

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
"""How soon a job that another process left is noticed."""


async def work(installation: Installation, stop: asyncio.Event) -> None:
    """Runs jobs until `stop` is set, withdrawals first; survives a database that is away.

    Documents made by another resolver version or locale configuration are rebuilt first.
    """
    rebuilt = False
    while not stop.is_set():
        try:
            with told_as_unavailable():
                if not rebuilt and await is_outdated(installation):
                    await reresolve(installation)
                rebuilt = True
                job = await jobs.claim(installation)
                if job is not None:
                    await run(installation, job)
                    continue
        except (StoreError, ContentError) as error:
            logger.warning("settling waits: %s", error)
        except Exception:
            logger.exception("a job failed and will be tried again")
        await _pause(installation, stop)


async def _pause(installation: Installation, stop: asyncio.Event) -> None:
    waits = {
        asyncio.create_task(stop.wait()),
        asyncio.create_task(installation.jobs_waiting.wait()),
    }
    try:
        await asyncio.wait(waits, timeout=POLL_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await wait
    installation.jobs_waiting.clear()
