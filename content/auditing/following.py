"""The sealer: of all processes one seals the audit log, again and again."""

import asyncio
import contextlib
import logging
from typing import Final

from content.auditing.sealing import seal_audit
from content.documents.work import Audit, Meta
from content.installation import Installation
from content.store import StoreError, leases, told_as_unavailable
from content.values.problems import Busy

logger = logging.getLogger(__name__)

POLL_SECONDS: Final = 0.5
_LEASE: Final = "audit"
_LEASE_SECONDS: Final = 5.0


async def follow_audit(installation: Installation, stop: asyncio.Event) -> None:
    """Seals what is committed within a second, until `stop` is set; survives a database away.

    Every process may run it: a lease in the database lets one of them do the work, and another
    take over five seconds after it died.
    """
    holder, meta = leases.new_holder(), Meta.get_motor_collection()
    while not stop.is_set():
        try:
            with told_as_unavailable():
                waiting = await Audit.get_motor_collection().find_one({"seq": None}, {"_id": 1})
                if waiting and await leases.claim(meta, _LEASE, holder, _LEASE_SECONDS):
                    await seal_audit(installation)
        except (StoreError, Busy) as error:
            logger.warning("the audit log is sealed later: %s", error)
        except Exception:
            logger.exception("sealing the audit log failed and will be tried again")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), POLL_SECONDS)
    with contextlib.suppress(Exception):  # a lease that is not given back runs out
        await leases.release(meta, _LEASE, holder)
