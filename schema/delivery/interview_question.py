"""An interview question, without what is for interviewers alone."""

import strawberry

from schema.delivery.content import Content
from schema.delivery.enums import QuestionKind
from schema.delivery.reference import Competency, Skill
from schema.delivery.rich_text import RichText
from schema.delivery.statement import LevelRange


@strawberry.type(description="A question to ask in an interview.")
class InterviewQuestion(Content):
    prompt: RichText = strawberry.field(description="What to ask.")
    kind: QuestionKind | None = strawberry.field(description="How it probes.")
    difficulty: int | None = strawberry.field(description="From 1, easy, to 5, hard.")
    minutes: int | None = strawberry.field(description="How long an answer takes.")
    levels: LevelRange | None = strawberry.field(
        description="The levels of seniority it is for; null if it does not say."
    )
    skills: list[Skill] = strawberry.field(description="The skills it is about.")
    competencies: list[Competency] = strawberry.field(description="The qualities it looks for.")
    sample_answer: RichText | None = strawberry.field(
        description="What a strong candidate may say; null where it is not public, "
        "or where the list shows prompts only."
    )
