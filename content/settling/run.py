"""Running a job: its dependants batch by batch, until done or out of time."""

import asyncio
import logging
import time
from collections.abc import Sequence
from typing import Any

from content.documents.resolved import Edges, Resolved
from content.documents.work import Job, JobKind, JobState
from content.installation import Installation
from content.rules.resolution.withdrawal import Withdrawal
from content.settling import jobs
from content.settling.steps import SETTLED_BY, Dependant, settle_batch
from content.store import StoreError, told_as_unavailable
from content.values.problems import ContentError

logger = logging.getLogger(__name__)

PUBLISHER_DOCUMENTS = 200
PUBLISHER_SECONDS = 2.0
BATCH = 25
BESIDE = 2
"""How many batches are settled side by side: one resolves while MongoDB answers the other."""


async def settle(
    installation: Installation,
    job_id: str,
    *,
    limit: int | None = None,
    seconds: float | None = None,
) -> int:
    """Settles a job this process holds; answers how many documents are left for the worker."""
    job = await Job.get(job_id)
    if job is None or job.state is JobState.DONE:
        installation.withdrawn.discard(job_id)
        return 0
    return await run(installation, job, limit=limit, seconds=seconds)


async def settle_after(
    installation: Installation,
    job_id: str | None,
    withdrawals: Sequence[Withdrawal],
    *,
    causes: Sequence[str] | None = None,
) -> int:
    """What a publisher does between its commit and its answer; how many documents are left.

    Whatever was withdrawn is not served from here on. A database that goes away now leaves the
    job to the worker: what was committed stays committed. With the `causes` of the job it need
    not be read again.
    """
    if job_id is None:
        return 0
    if withdrawals:
        installation.withdrawn.add(job_id, withdrawals)
    limit, seconds = PUBLISHER_DOCUMENTS, PUBLISHER_SECONDS
    try:
        with told_as_unavailable():
            if causes is None:
                return await settle(installation, job_id, limit=limit, seconds=seconds)
            job = jobs.as_left(installation, job_id, causes, withdrawals)
            return await run(installation, job, limit=limit, seconds=seconds)
    except (StoreError, ContentError) as error:
        logger.warning("the worker settles job %s: %s", job_id, error)
        installation.jobs_waiting.set()
        return await left_of(job_id)


async def left_of(job_id: str | None) -> int:
    """How many documents a job has not come to, as far as is known."""
    job = await _known(job_id) if job_id else None
    unsettled = job is not None and job.state is not JobState.DONE
    return max((job.total or 0) - job.done, 0) if job and unsettled else 0


async def _known(job_id: str) -> Job | None:
    try:
        return await Job.get(job_id)
    except Exception:  # the answer is what was committed; how far it settled is a detail
        return None


async def run(
    installation: Installation,
    job: Job,
    *,
    limit: int | None = None,
    seconds: float | None = None,
) -> int:
    """Runs a leased job to its end or its bounds; answers how many documents are left.

    Any job but a withdrawal stands back when a withdrawal waits.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    withdrawals = [Withdrawal.parse(each) for each in job.withdrawals]
    begun_at = job.done
    while True:
        found = await _dependants(job)
        is_last = len(found) < BATCH * BESIDE
        if job.total is None:
            job.total = len(found) if is_last else await _count(job)
        job.blocked += await _settled(installation, found, withdrawals)
        job.done += len(found)
        job.total = max(job.total, job.done)
        if is_last:
            await jobs.finish(installation, job)
            installation.withdrawn.discard(job.id)
            return 0
        job.cursor = found[-1].name
        if not await jobs.advance(installation, job):
            return max(job.total - job.done, 0)
        late = deadline is not None and time.monotonic() > deadline
        full = limit is not None and job.done - begun_at >= limit
        stands_back = job.kind is not JobKind.WITHDRAW and await jobs.has_withdrawal_waiting()
        if late or full or stands_back:
            await jobs.release(job)
            installation.jobs_waiting.set()
            return max(job.total - job.done, 0)


async def _settled(
    installation: Installation, found: Sequence[Dependant], withdrawals: Sequence[Withdrawal]
) -> list[dict[str, str]]:
    batches = [found[start : start + BATCH] for start in range(0, len(found), BATCH)]
    # All of them end before the first failure is told, so that none goes on unseen.
    outcomes = await asyncio.gather(
        *(settle_batch(installation, batch, withdrawals) for batch in batches),
        return_exceptions=True,
    )
    blocked: list[dict[str, str]] = []
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
        blocked += outcome
    return blocked


async def _dependants(job: Job) -> list[Dependant]:
    """The next documents to look at.

    One that comes to depend on a cause later needs no look: whoever publishes it compares what
    it read with the heads after its own commit.
    """
    stages: list[dict[str, Any]] = [
        {"$match": {"targets": {"$in": job.causes}, "_id": {"$gt": job.cursor}}},
        {"$sort": {"_id": 1}},
        {"$limit": BATCH * BESIDE},
        {"$project": {"_id": 1}},
        {
            "$lookup": {
                "from": Resolved.get_motor_collection().name,
                "localField": "_id",
                "foreignField": "_id",
                "pipeline": [{"$project": SETTLED_BY}],
                "as": "stored",
            }
        },
    ]
    found = await Edges.get_motor_collection().aggregate(stages).to_list(None)
    return [Dependant(each["_id"], next(iter(each["stored"]), None)) for each in found]


async def _count(job: Job) -> int:
    return await Edges.get_motor_collection().count_documents({"targets": {"$in": job.causes}})
