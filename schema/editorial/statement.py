"""A statement, as its editors see it: one type for every kind."""

import strawberry

from schema.editorial.entity import Entity
from schema.editorial.enums import Importance, StatementKind
from schema.editorial.localized import LocalText
from schema.editorial.referring import all_named_by, ids_of
from schema.editorial.seniority import LevelRange
from schema.editorial.skill import Skill


@strawberry.type(description="One reusable sentence or short paragraph about a job.")
class Statement(Entity):
    kind: StatementKind = strawberry.field(description="What it says about a job.")
    heading: list[LocalText] = strawberry.field(
        description="A few words that stand before the text."
    )
    text: list[LocalText] = strawberry.field(description="The statement, in Markdown.")
    importance: Importance | None = strawberry.field(
        description="Whether the job cannot go without it; of requirements alone."
    )
    skill_ids: list[strawberry.ID] = ids_of("skills", "The ids of the skills it is about.")
    skills: list[Skill] = all_named_by("skills", "The skills it is about.")
    levels: LevelRange | None = strawberry.field(
        description="The levels of seniority it is for; null if it does not say."
    )
