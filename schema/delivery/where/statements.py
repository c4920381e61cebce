"""What statements can be narrowed by."""

from typing import Optional

import strawberry
from strawberry import UNSET

from content.values.predicate import Field
from schema.delivery.where.filters import (
    DateTimeFilter,
    ImportanceFilter,
    KeyFilter,
    KeysFilter,
    LevelFilter,
)

FIELDS = {
    "key": Field.KEY,
    "role": Field.USED_BY_ROLES,
    "level": Field.LEVELS,
    "skill": Field.SKILLS,
    "importance": Field.IMPORTANCE,
    "published_at": Field.PUBLISHED_AT,
    "updated_at": Field.UPDATED_AT,
}


@strawberry.input(description="Which statements; all conditions that are given must hold.")
class StatementWhere:
    and_: list["StatementWhere"] | None = strawberry.field(
        name="and", default=UNSET, description="All of these hold; an empty list always does."
    )
    or_: list["StatementWhere"] | None = strawberry.field(
        name="or", default=UNSET, description="One of these holds; an empty list never does."
    )
    not_: Optional["StatementWhere"] = strawberry.field(
        name="not", default=UNSET, description="This does not hold."
    )
    key: KeyFilter | None = strawberry.field(default=UNSET, description="The statement's key.")
    role: KeysFilter | None = strawberry.field(
        default=UNSET, description="The keys of the roles whose published pages use it."
    )
    level: LevelFilter | None = strawberry.field(default=UNSET, description="The levels it is for.")
    skill: KeysFilter | None = strawberry.field(
        default=UNSET, description="The keys of the skills it is about."
    )
    importance: ImportanceFilter | None = strawberry.field(
        default=UNSET, description="How much a requirement matters; other kinds have none."
    )
    published_at: DateTimeFilter | None = strawberry.field(
        default=UNSET, description="When it was last published."
    )
    updated_at: DateTimeFilter | None = strawberry.field(
        default=UNSET, description="When it, or anything it names, was last published."
    )
