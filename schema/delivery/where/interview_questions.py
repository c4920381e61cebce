"""What interview questions can be narrowed by."""

from typing import Optional

import strawberry
from strawberry import UNSET

from content.values.predicate import Field
from schema.delivery.where.filters import (
    DateTimeFilter,
    IntFilter,
    KeyFilter,
    KeysFilter,
    LevelFilter,
    QuestionKindFilter,
)

FIELDS = {
    "key": Field.KEY,
    "role": Field.USED_BY_ROLES,
    "level": Field.LEVELS,
    "skill": Field.SKILLS,
    "kind": Field.KIND,
    "difficulty": Field.DIFFICULTY,
    "minutes": Field.MINUTES,
    "competency": Field.COMPETENCIES,
    "published_at": Field.PUBLISHED_AT,
    "updated_at": Field.UPDATED_AT,
}


@strawberry.input(description="Which interview questions; all conditions that are given must hold.")
class InterviewQuestionWhere:
    and_: list["InterviewQuestionWhere"] | None = strawberry.field(
        name="and", default=UNSET, description="All of these hold; an empty list always does."
    )
    or_: list["InterviewQuestionWhere"] | None = strawberry.field(
        name="or", default=UNSET, description="One of these holds; an empty list never does."
    )
    not_: Optional["InterviewQuestionWhere"] = strawberry.field(
        name="not", default=UNSET, description="This does not hold."
    )
    key: KeyFilter | None = strawberry.field(default=UNSET, description="The question's key.")
    role: KeysFilter | None = strawberry.field(
        default=UNSET, description="The keys of the roles whose published pages use it."
    )
    level: LevelFilter | None = strawberry.field(default=UNSET, description="The levels it is for.")
    skill: KeysFilter | None = strawberry.field(
        default=UNSET, description="The keys of the skills it is about."
    )
    kind: QuestionKindFilter | None = strawberry.field(default=UNSET, description="How it probes.")
    difficulty: IntFilter | None = strawberry.field(
        default=UNSET, description="How hard it is, from 1 to 5."
    )
    minutes: IntFilter | None = strawberry.field(
        default=UNSET, description="How long an answer takes."
    )
    competency: KeysFilter | None = strawberry.field(
        default=UNSET, description="The keys of the qualities it looks for."
    )
    published_at: DateTimeFilter | None = strawberry.field(
        default=UNSET, description="When it was last published."
    )
    updated_at: DateTimeFilter | None = strawberry.field(
        default=UNSET, description="When it, or anything it names, was last published."
    )
