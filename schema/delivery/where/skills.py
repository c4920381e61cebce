"""What skills can be narrowed by."""

from typing import Optional

import strawberry
from strawberry import UNSET

from content.values.predicate import Field
from schema.delivery.where.filters import DateTimeFilter, KeyFilter

FIELDS = {
    "key": Field.KEY,
    "published_at": Field.PUBLISHED_AT,
    "updated_at": Field.UPDATED_AT,
}


@strawberry.input(description="Which skills; all conditions that are given must hold.")
class SkillWhere:
    and_: list["SkillWhere"] | None = strawberry.field(
        name="and", default=UNSET, description="All of these hold; an empty list always does."
    )
    or_: list["SkillWhere"] | None = strawberry.field(
        name="or", default=UNSET, description="One of these holds; an empty list never does."
    )
    not_: Optional["SkillWhere"] = strawberry.field(
        name="not", default=UNSET, description="This does not hold."
    )
    key: KeyFilter | None = strawberry.field(default=UNSET, description="The skill's key.")
    published_at: DateTimeFilter | None = strawberry.field(
        default=UNSET, description="When it was last published."
    )
    updated_at: DateTimeFilter | None = strawberry.field(
        default=UNSET, description="When it was last published."
    )
