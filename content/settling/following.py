"""How every process learns of withdrawals that others made."""

import asyncio
import logging

from content.documents.work import Job, JobKind, JobState
from content.installation import Installation
from content.rules.resolution.withdrawal import Withdrawal
from content.store import StoreError, told_as_unavailable

logger = logging.getLogger(__name__)

RETRY_SECONDS = 0.5


async def follow_withdrawals(installation: Installation) -> None:
    """Keeps `installation.withdrawn` as the database has it, until cancelled."""
    while True:
        try:
            with told_as_unavailable():
                await _follow(installation)
        except StoreError as error:
            logger.warning("withdrawals of other processes are not followed: %s", error)
        except Exception:
            logger.exception("following withdrawals failed; it begins again")
        await asyncio.sleep(RETRY_SECONDS)


async def _follow(installation: Installation) -> None:
    of_withdrawals = [{"$match": {"fullDocument.kind": JobKind.WITHDRAW.value}}]
    async with installation.store.watch(
        "jobs", of_withdrawals, full_document="updateLookup"
    ) as changes:
        await read_withdrawals(installation)
        async for change in changes:
            job = change["fullDocument"]
            if job["state"] == JobState.DONE.value:
                installation.withdrawn.discard(job["_id"])
            else:
                found = [Withdrawal.parse(each) for each in job["withdrawals"]]
                installation.withdrawn.add(job["_id"], found)


async def read_withdrawals(installation: Installation) -> None:
    """Reads the unsettled withdrawals; a process does so before it serves anything."""
    query = {"state": JobState.PENDING.value, "kind": JobKind.WITHDRAW.value}
    found = Job.get_motor_collection().find(query, {"withdrawals": 1})
    installation.withdrawn.replace(
        {
            job["_id"]: tuple(Withdrawal.parse(each) for each in job["withdrawals"])
            async for job in found
        }
    )
