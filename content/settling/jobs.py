"""Jobs: what a publish leaves to be settled, and who is at it."""

import os
import socket
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from ulid import ULID

from content.documents.heads import SCHEMA_VERSION
from content.documents.work import Job, JobKind, JobState
from content.installation import Installation
from content.rules.resolution.withdrawal import Withdrawal
from content.store import Session
from content.store.together import Insert, write_together

LEASE_SECONDS = 15
"""How long a job stays with a process that no longer says it is at it."""

_HOST: Final = socket.gethostname()
_PRIORITY = {JobKind.WITHDRAW: 0, JobKind.SETTLE: 1}


def process_name() -> str:
    """What a lease calls this process."""
    return f"{_HOST}:{os.getpid()}"


async def leave_job(
    installation: Installation,
    kind: JobKind,
    causes: Sequence[str],
    withdrawals: Sequence[Withdrawal],
    *,
    leased: bool,
    session: Session,
) -> str:
    """A job in the caller's transaction; leased when the caller settles it right after."""
    job_id, insert = new_job(installation, kind, causes, withdrawals, leased=leased)
    await write_together([insert], session)
    return job_id


def new_job(
    installation: Installation,
    kind: JobKind,
    causes: Sequence[str],
    withdrawals: Sequence[Withdrawal],
    *,
    leased: bool,
) -> tuple[str, Insert]:
    """What `leave_job` answers and writes, for those who write more along with it."""
    job_id = str(ULID())
    document = {
        "_id": job_id,
        "kind": kind.value,
        "priority": _PRIORITY[kind],
        "causes": list(causes),
        "withdrawals": [str(each) for each in withdrawals],
        "state": JobState.PENDING.value,
        "cursor": "",
        "done": 0,
        "total": None,
        "blocked": [],
        "lease_owner": process_name() if leased else None,
        "lease_until": _lease_end(installation) if leased else None,
        "created_at": installation.clock(),
        "finished_at": None,
        "schema_version": SCHEMA_VERSION,
    }
    return job_id, Insert(Job.get_motor_collection(), [document])


def as_left(
    installation: Installation,
    job_id: str,
    causes: Sequence[str],
    withdrawals: Sequence[Withdrawal],
) -> Job:
    """The job of that id as `leave_job` just left it, leased."""
    kind = JobKind.WITHDRAW if withdrawals else JobKind.SETTLE
    job: Job = Job.model_construct(
        id=job_id,
        kind=kind,
        priority=_PRIORITY[kind],
        causes=list(causes),
        withdrawals=[str(each) for each in withdrawals],
        lease_owner=process_name(),
        lease_until=_lease_end(installation),
        created_at=installation.clock(),
    )
    return job


def _lease_end(installation: Installation) -> datetime:
    return installation.clock() + timedelta(seconds=LEASE_SECONDS)


async def claim(installation: Installation) -> Job | None:
    """The next pending job nobody is at, leased to this process; withdrawals come first."""
    now = installation.clock()
    collection = Job.get_motor_collection()
    found = await collection.find_one_and_update(
        {
            "state": JobState.PENDING.value,
            "$or": [{"lease_until": None}, {"lease_until": {"$lt": now}}],
        },
        {
            "$set": {
                "lease_owner": process_name(),
                "lease_until": _lease_end(installation),
            }
        },
        sort=[("priority", 1), ("_id", 1)],
        return_document=True,
    )
    return Job.model_validate(found) if found else None


async def advance(installation: Installation, job: Job) -> bool:
    """Notes how far the job has come and extends its lease; False if another took it over."""
    return await _update(job, {**_progress(job), "lease_until": _lease_end(installation)})


async def finish(installation: Installation, job: Job) -> None:
    """The job is done: nothing that it was left for is stale any more."""
    ended = {"state": JobState.DONE.value, "finished_at": installation.clock()}
    await _update(job, {**_progress(job), **ended, "lease_owner": None, "lease_until": None})


def _progress(job: Job) -> dict[str, Any]:
    return {name: getattr(job, name) for name in ("cursor", "done", "total", "blocked")}


async def release(job: Job) -> None:
    """The job is for whoever comes next."""
    await _update(job, {"lease_owner": None, "lease_until": None})


async def _update(job: Job, fields: dict[str, Any]) -> bool:
    result = await Job.get_motor_collection().update_one(
        {"_id": job.id, "lease_owner": process_name(), "state": JobState.PENDING.value},
        {"$set": fields},
    )
    return result.matched_count == 1


async def has_withdrawal_waiting() -> bool:
    """Whether a withdrawal waits that nobody is at: it goes before every other job."""
    query = {"state": JobState.PENDING.value, "kind": JobKind.WITHDRAW.value, "lease_owner": None}
    return await Job.get_motor_collection().find_one(query, {"_id": 1}) is not None
