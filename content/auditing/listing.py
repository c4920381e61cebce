"""Reading the audit log, newest first."""

from datetime import datetime
from typing import Any

from content.documents.work import Audit
from content.installation import Installation
from content.values.value import Value

MAX_PAGE = 100


class AuditRow(Value):
    """Who did what, to what, when; `seq` is its number in the chain once it is sealed.

    `entity` is the subject of what was done about access: an account, a client, a session.
    """

    id: str
    action: str
    entity: str
    by: str
    at: datetime
    details: dict[str, Any]
    seq: int | None = None


class AuditPage(Value):
    """Some rows, newest first; `has_more` tells of older ones."""

    items: tuple[AuditRow, ...]
    has_more: bool


async def audit_log(
    installation: Installation,
    *,
    by: str | None = None,
    action: str | None = None,
    entity: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    first: int = 50,
    before: str | None = None,
) -> AuditPage:
    """The newest `first` rows (≤ 100), of those before the row `before` if its id is given.

    `by` and `entity` are whole names, `action` is how it begins: `sign_in`, `publish`. Rows of
    the moment `until` itself are left out.
    """
    query = _query(by, action, entity, since, until)
    if before is not None:
        query["_id"] = {"$lt": before}
    count = max(1, min(first, MAX_PAGE))
    found = Audit.get_motor_collection().find(query).sort("_id", -1).limit(count + 1)
    rows = await found.to_list(None)
    return AuditPage(items=tuple(_row(row) for row in rows[:count]), has_more=len(rows) > count)


async def count_audit(
    _installation: Installation,
    *,
    by: str | None = None,
    action: str | None = None,
    entity: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> int:
    """How many rows `audit_log` has for the same arguments, page by page."""
    query = _query(by, action, entity, since, until)
    counted: int = await Audit.get_motor_collection().count_documents(query)
    return counted


def _query(
    by: str | None,
    action: str | None,
    entity: str | None,
    since: datetime | None,
    until: datetime | None,
) -> dict[str, Any]:
    query: dict[str, Any] = {}
    if by is not None:
        query["by"] = by
    if entity is not None:
        query["entity"] = entity
    if action:
        query["action"] = {"$gte": action, "$lt": action + "\U0010ffff"}
    bounds = {"$gte": since, "$lt": until}
    within = {operator: at for operator, at in bounds.items() if at is not None}
    return query | ({"at": within} if within else {})


def _row(row: dict[str, Any]) -> AuditRow:
    told = {name: row[name] for name in ("action", "entity", "by", "at")}
    return AuditRow(id=row["_id"], **told, details=row.get("details", {}), seq=row.get("seq"))
