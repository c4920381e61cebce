"""What a transaction leaves to be done or told: jobs, events, audit rows, answers, imports."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from content.documents.heads import SCHEMA_VERSION


class JobKind(StrEnum):
    """WITHDRAW jobs settle before every other."""

    WITHDRAW = "WITHDRAW"
    SETTLE = "SETTLE"


class JobState(StrEnum):
    """A job is PENDING until every dependant was looked at."""

    PENDING = "PENDING"
    DONE = "DONE"


class Job(Document):
    """Dependants of what was published or withdrawn, to be resolved again.

    It carries ids, never content: `causes` are `<entity>|<locale>` pairs,
    `withdrawals` what nobody may be shown until the job is done. `cursor` is the last
    dependant done, so that a job goes on where a killed process left it.
    """

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    kind: JobKind
    priority: int
    causes: list[str]
    withdrawals: list[str] = Field(default_factory=list)
    state: JobState = JobState.PENDING
    cursor: str = ""
    done: int = 0
    total: int | None = None
    blocked: list[dict[str, str]] = Field(default_factory=list)
    lease_owner: str | None = None
    lease_until: datetime | None = None
    created_at: datetime
    finished_at: datetime | None = None
    schema_version: int = SCHEMA_VERSION

    class Settings:
        name = "jobs"
        indexes = (
            IndexModel([("state", ASCENDING), ("priority", ASCENDING), ("_id", ASCENDING)]),
            IndexModel([("finished_at", ASCENDING)], expireAfterSeconds=7 * 24 * 3600),
        )


class Event(Document):
    """What happened, for consumers that follow the change stream: ids and tags, no bodies."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    type: str
    entity: str
    locale: str | None = None
    revision: int | None = None
    stamp: int | None = None
    tags: list[str] = Field(default_factory=list)
    by: str = ""
    at: datetime

    class Settings:
        name = "events"
        indexes = (IndexModel([("at", ASCENDING)], expireAfterSeconds=30 * 24 * 3600),)


class Audit(Document):
    """Who did what, to what, when.

    The sealer gives each row a place in the chain: `seq` counts from 1, `hash` covers the row
    and the hash before it. Rows without them are the unsealed tail.
    """

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    action: str
    entity: str
    by: str
    at: datetime
    details: dict[str, Any] = Field(default_factory=dict)
    seq: int | None = None
    hash: str | None = None

    class Settings:
        name = "audit"
        indexes = (
            IndexModel([("entity", ASCENDING), ("_id", DESCENDING)]),
            IndexModel([("by", ASCENDING), ("_id", DESCENDING)]),
            IndexModel([("action", ASCENDING), ("_id", DESCENDING)]),
            IndexModel([("seq", ASCENDING), ("_id", ASCENDING)]),
        )


class Idempotency(Document):
    """The answer to a request that may be sent again: `_id` is `<principal>:<key>`."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    digest: str
    answer: dict[str, Any]
    at: datetime
    schema_version: int = SCHEMA_VERSION

    class Settings:
        name = "idempotency"
        indexes = (IndexModel([("at", ASCENDING)], expireAfterSeconds=24 * 3600),)


class ImportRecord(Document):
    """What the last import of an article wrote: the base of the next import's merge."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    digest: str
    sources: dict[str, dict[str, Any]]
    versions: dict[str, int]
    at: datetime
    schema_version: int = SCHEMA_VERSION

    class Settings:
        name = "imports"


class Meta(Document):
    """Facts about the whole database: schema version, resolver version, locale digest."""

    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    value: dict[str, Any]

    class Settings:
        name = "meta"
