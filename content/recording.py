"""What every write leaves behind: who did what, and what consumers should look at."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ulid import ULID

from content.documents.work import Audit, Event
from content.store import Session
from content.store.bulk import insert_all
from content.values.value import Value


class Deed(Value):
    """One thing done to one entity."""

    action: str
    entity: str
    locale: str | None = None
    revision: int | None = None
    stamp: int | None = None
    tags: tuple[str, ...] = ()


async def record(deeds: Iterable[Deed], *, by: str, at: datetime, session: Session | None) -> None:
    """An audit row and an event for each deed, in the deed's own transaction."""
    rows: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    for deed in deeds:
        told = {"locale": deed.locale, "revision": deed.revision}
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
                "at": at,
            }
        )
    await insert_all(Audit.get_motor_collection(), rows, session)
    await insert_all(Event.get_motor_collection(), events, session)


async def record_access(
    action: str, *, subject: str, by: str, details: Mapping[str, Any], at: datetime
) -> None:
    """An audit row for a sign-in, a token or a refusal: nothing of content changed."""
    row = {"_id": str(ULID()), "action": action, "entity": subject, "by": by, "at": at}
    await insert_all(Audit.get_motor_collection(), [{**row, "details": dict(details)}], None)
