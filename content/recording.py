"""What every write leaves behind: who did what, and what consumers should look at."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pydantic import Field
from ulid import ULID

from content.documents.work import Audit, Event
from content.store import Session
from content.store.bulk import insert_all
from content.store.together import Insert
from content.values.value import Value


class Deed(Value):
    """One thing done to one entity; `details` are told in the audit log alone."""

    action: str
    entity: str
    locale: str | None = None
    revision: int | None = None
    stamp: int | None = None
    tags: tuple[str, ...] = ()
    details: dict[str, Any] = Field(default_factory=dict)


async def record(deeds: Iterable[Deed], *, by: str, at: datetime, session: Session | None) -> None:
    """An audit row and an event for each deed, in the deed's own transaction."""
    for collection, documents in rows_of(deeds, by=by, at=at):
        await insert_all(collection, documents, session)


def rows_of(deeds: Iterable[Deed], *, by: str, at: datetime) -> tuple[Insert, Insert]:
    """What `record` writes, for those who write more along with it."""
    rows: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    for deed in deeds:
        told = {"locale": deed.locale, "revision": deed.revision, **deed.details}
        details = {name: value for name, value in told.items() if value is not None}
        row = {"action": deed.action, "entity": deed.entity, "by": by, "at": at}
        rows.append({"_id": str(ULID()), **row, "details": details})
        events.append(
            {
                "_id": str(ULID()),
                "type": deed.action,
                "entity": deed.entity,
                "locale": deed.locale,
                "revision": deed.revision,
                "stamp": deed.stamp,
                "tags": list(deed.tags),
                "by": by,
                "at": at,
            }
        )
    return Insert(Audit.get_motor_collection(), rows), Insert(Event.get_motor_collection(), events)


async def record_access(
    action: str, *, subject: str, by: str, details: Mapping[str, Any], at: datetime
) -> None:
    """An audit row for a sign-in, a token or a refusal: nothing of content changed."""
    row = {"_id": str(ULID()), "action": action, "entity": subject, "by": by, "at": at}
    await insert_all(Audit.get_motor_collection(), [{**row, "details": dict(details)}], None)
