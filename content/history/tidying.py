"""What is done once a day: old saves thinned, what was archived long ago deleted."""

import asyncio
import contextlib
import logging
from typing import Final

from content.deleting import delete_expired
from content.documents.work import Meta
from content.history.thinning import thin
from content.installation import Installation
from content.store import StoreError, leases, told_as_unavailable, within
from content.values.problems import ContentError
from content.values.value import Value

_DAY_SECONDS: Final = 24 * 3600
_LEASE: Final = "tidy"
_LONGEST_SECONDS: Final = 3600
POLL_SECONDS: Final = 600.0

logger = logging.getLogger(__name__)


class Tidied(Value):
    """What one day's tidying did."""

    thinned: int
    deleted: int


async def tidy(installation: Installation) -> Tidied | None:
    """Thins revisions and deletes expired archives; None if that was done within a day.

    The database remembers when, so that of any number of workers one does it a day. What fails
    is for whoever comes next; a process that dies at it is not replaced before the next day.
    """
    meta, holder = Meta.get_motor_collection(), leases.new_holder()
    if not await leases.claim(meta, _LEASE, holder, _DAY_SECONDS):
        return None
    try:
        with within(_LONGEST_SECONDS):
            thinned = await thin(installation)
            deleted = await delete_expired(installation)
    except Exception:
        await leases.release(meta, _LEASE, holder)
        raise
    return Tidied(thinned=thinned, deleted=sum(1 + len(each.parts) for each in deleted))


async def keep_tidy(installation: Installation, stop: asyncio.Event) -> None:
    """Tidies once a day until `stop` is set; every process may run it, one does the work."""
    while not stop.is_set():
        try:
            with told_as_unavailable():
                done = await tidy(installation)
            if done is not None and (done.thinned or done.deleted):
                logger.info("tidied: %s revisions, %s entities", done.thinned, done.deleted)
        except (StoreError, ContentError) as error:
            logger.warning("tidying waits: %s", error)
        except Exception:
            logger.exception("tidying failed and will be tried again")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), POLL_SECONDS)
