"""One row of the audit log."""

import strawberry

from content.auditing import AuditRow
from schema.editorial.actor import Actor
from schema.editorial.resolving import resolved_by
from schema.editorial.scalars import Json, Timestamp

Row = strawberry.Parent[AuditRow]


def _entity(row: Row) -> str | None:
    return row.entity or None


def _by(row: Row) -> str | None:
    return row.by or None


def _details(row: Row) -> Json:
    return Json(row.details)


@strawberry.type(description="One thing that was done, or refused. It never changes.")
class Audit:
    id: strawberry.ID = strawberry.field(description="Its id.")
    action: str = strawberry.field(description="What was done: dotted, such as `user.disabled`.")
    entity: strawberry.ID | None = resolved_by(
        _entity, "The id of what it was done to: an entity, an account, a client; null for nothing."
    )
    by: Actor | None = resolved_by(_by, "Who did it; null for a stranger.")
    at: Timestamp = strawberry.field(description="When.")
    details: Json = resolved_by(_details, "What else is known of it, by name; never a secret.")
    seq: int | None = strawberry.field(
        description="Its number in the chain of hashes; null for a moment, until it is sealed."
    )
