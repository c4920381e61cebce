"""What roles can be narrowed by."""

from typing import Optional

import strawberry
from strawberry import UNSET

from content.values.predicate import Field
from schema.delivery.where.filters import DateTimeFilter, KeyFilter, KeysFilter, LevelFilter

FIELDS = {
    "key": Field.KEY,
    "family": Field.FAMILY,
    "level": Field.LEVEL,
    "skill": Field.SKILLS,
    "published_at": Field.PUBLISHED_AT,
    "updated_at": Field.UPDATED_AT,
}


@strawberry.input(description="Which roles; all conditions that are given must hold.")
class RoleWhere:
    and_: list["RoleWhere"] | None = strawberry.field(
        name="and", default=UNSET, description="All of these hold; an empty list always does."
    )
    or_: list["RoleWhere"] | None = strawberry.field(
        name="or", default=UNSET, description="One of these holds; an empty list never does."
    )
    not_: Optional["RoleWhere"] = strawberry.field(
        name="not", default=UNSET, description="This does not hold."
    )
    key: KeyFilter | None = strawberry.field(default=UNSET, description="The role's key.")
    family: KeyFilter | None = strawberry.field(
        default=UNSET, description="The key of the role's family."
    )
    level: LevelFilter | None = strawberry.field(default=UNSET, description="The role's level.")
    skill: KeysFilter | None = strawberry.field(
        default=UNSET, description="The keys of the skills the role needs."
    )
    published_at: DateTimeFilter | None = strawberry.field(
        default=UNSET, description="When it was last published."
    )
    updated_at: DateTimeFilter | None = strawberry.field(
        default=UNSET, description="When it, or anything it names, was last published."
    )
