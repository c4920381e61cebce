"""Running a job: its dependants batch by batch, until done or out of time."""

import logging
import time
from collections.abc import Sequence

from content.documents.resolved import Edges
from content.documents.work import Job, JobKind, JobState
from content.installation import Installation
from content.rules.resolution.withdrawal import Withdrawal
from content.settling import jobs
from content.settling.steps import settle_batch
from content.store import StoreError, told_as_unavailable
from content.values.problems import ContentError

logger = logging.getLogger(__name__)

PUBLISHER_DOCUMENTS = 200
PUBLISHER_SECONDS = 2.0
BATCH = 25


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
        return 0
    return await run(installation, job, limit=limit, seconds=seconds)


async def settle_after(
    installation: Installation, job_id: str | None, withdrawals: Sequence[Withdrawal]
) -> int:
    """What a publisher does between its commit and its answer; how many documents are left.

    Whatever was withdrawn is not served from here on. A database that goes away now leaves the
    job to the worker: what was committed stays committed.
    """
    if job_id is None:
        return 0
    if withdrawals:
        installation.withdrawn.add(job_id, withdrawals)
    try:
        with told_as_unavailable():
            return await settle(
                installation, job_id, limit=PUBLISHER_DOCUMENTS, seconds=PUBLISHER_SECONDS
            )
    except (StoreError, ContentError) as error:
        logger.warning("the worker settles job %s: %s", job_id, error)
        installation.jobs_waiting.set()
        job = await _known(job_id)
        return (job.total or 0) - job.done if job else 0


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
    edges = Edges.get_motor_collection()
    causes = {"targets": {"$in": job.causes}}
    if job.total is None:
        job.total = await edges.count_documents(causes)
    begun_at = job.done
    while True:
        query = {**causes, "_id": {"$gt": job.cursor}}
        batch = await edges.find(query, {"_id": 1}).sort("_id", 1).limit(BATCH).to_list(None)
        if not batch:
            await jobs.finish(installation, job)
            installation.withdrawn.discard(job.id)
            return 0
        ids = [document["_id"] for document in batch]
        blocked = await settle_batch(installation, ids, withdrawals)
        job.done += len(ids)
        job.total = max(job.total, job.done)
        if not await jobs.advance(installation, job, cursor=ids[-1], blocked=blocked):
            return max(job.total - job.done, 0)
        late = deadline is not None and time.monotonic() > deadline
        full = limit is not None and job.done - begun_at >= limit
        stands_back = job.kind is not JobKind.WITHDRAW and await jobs.has_withdrawal_waiting()
        if len(batch) == BATCH and (late or full or stands_back):
            await jobs.release(job)
            installation.jobs_waiting.set()
            return max(job.total - job.done, 0)
