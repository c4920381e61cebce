"""The audit log read, the newest first."""

from functools import partial
from typing import Annotated, Any, Final

import orjson
import strawberry
from strawberry import UNSET

from content.auditing import audit_log, count_audit
from content.drafts import Placed, Run
from content.reading.cursors import Place
from schema.editorial.connection import After, First, Listed, asked
from schema.editorial.context import Info
from schema.editorial.scalars import Timestamp

_CONDITIONS: Final = ("by", "action", "entity", "since", "until")


@strawberry.input(description="Which rows; all conditions that are given must hold.")
class AuditWhere:
    by: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Who did it, such as `user:usr_…`."
    )
    action: str | None = strawberry.field(
        default=UNSET, description="How the action begins, such as `user.` or `sign_in.refused`."
    )
    entity: strawberry.ID | None = strawberry.field(
        default=UNSET, description="The id of what it was done to."
    )
    since: Timestamp | None = strawberry.field(default=UNSET, description="From this moment on.")
    until: Timestamp | None = strawberry.field(
        default=UNSET, description="Before this moment, which is left out itself."
    )


Which = Annotated[AuditWhere | None, strawberry.argument(description="Which rows; all if absent.")]


async def rows(
    info: Info, where: Which = UNSET, first: First = UNSET, after: After = UNSET
) -> Listed:
    """Rows of the audit log."""
    window, seal, installation = asked(first, after), info.context.seal, info.context.installation
    conditions = _given(where)
    name = orjson.dumps(["audit", conditions], option=orjson.OPT_SORT_KEYS)
    beyond = seal.open(window.cursor, name, "after") if window.cursor is not None else None
    page = await audit_log(
        installation,
        **conditions,
        first=window.items,
        before=None if beyond is None else beyond.entity,
    )
    shown = page.items[: window.items]
    items = tuple(Placed(each, seal.seal(Place(each.id, each.id), name)) for each in shown)
    has_more = page.has_more or len(shown) < len(page.items)
    stretch = Run(items, window.cursor is not None, has_more)
    return Listed(stretch, partial(count_audit, installation, **conditions))


def _given(where: AuditWhere | None) -> dict[str, Any]:
    given = {name: getattr(where or None, name, None) for name in _CONDITIONS}
    return {name: value for name, value in given.items() if value not in (None, UNSET)}
