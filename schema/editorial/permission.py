"""Whether something may be done, and why not."""

from typing import Annotated

import strawberry

from auth.policy import Action, Verdict
from schema.editorial.enums import PermissionReason
from schema.editorial.scalars import Locale

ToDo = Annotated[Action, strawberry.argument(description="What is to be done.")]
InLocale = Annotated[
    Locale | None, strawberry.argument(description="In which locale; any if absent.")
]


@strawberry.type(description="Whether something may be done.")
class Permission:
    allowed: bool = strawberry.field(description="Whether it may be done.")
    reason: PermissionReason | None = strawberry.field(
        description="Why it may not; null when it may."
    )

    @classmethod
    def is_type_of(cls, value: object, _info: object) -> bool:
        """Whether it is a verdict."""
        return isinstance(value, Verdict)
