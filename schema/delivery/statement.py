"""Statements: what a job asks, needs and offers. In delivery each kind is a type."""

import strawberry

from schema.delivery.content import Content
from schema.delivery.enums import Importance, Level
from schema.delivery.reference import Skill
from schema.delivery.rich_text import RichText


@strawberry.type(description="From one level of seniority to another, both included.")
class LevelRange:
    min: Level = strawberry.field(description="The lowest level.")
    max: Level = strawberry.field(description="The highest level.")


@strawberry.interface(description="One reusable sentence or short paragraph about a job.")
class Statement(Content):
    heading: str | None = strawberry.field(description="A few words that stand before the text.")
    text: RichText = strawberry.field(description="The statement.")
    skills: list[Skill] = strawberry.field(description="The skills it is about.")
    levels: LevelRange | None = strawberry.field(
        description="The levels of seniority it is for; null if it does not say."
    )


@strawberry.type(description="Something that people in the job do.")
class Responsibility(Statement):
    pass


@strawberry.type(description="Something that people need for the job.")
class Requirement(Statement):
    importance: Importance = strawberry.field(description="Whether the job cannot go without it.")


@strawberry.type(description="A reason why to hire for the job.")
class Reason(Statement):
    pass


@strawberry.type(description="Something that the job offers.")
class Benefit(Statement):
    pass
