"""An interview question, as its editors see it; what is for interviewers needs a scope."""

import strawberry

from auth.scopes import Scope
from schema.editorial import interviewers
from schema.editorial.access import query_field
from schema.editorial.competency import Competency
from schema.editorial.entity import Entity
from schema.editorial.enums import Audience, QuestionKind
from schema.editorial.localized import LocalText
from schema.editorial.referring import all_named_by, ids_of
from schema.editorial.resolving import resolved_by
from schema.editorial.seniority import LevelRange
from schema.editorial.skill import Skill


@strawberry.type(description="What a score looks like.")
class RubricLevel:
    score: int = strawberry.field(description="The score, from 1 to 5.")
    anchor: list[LocalText] = strawberry.field(description="What earns it, in Markdown.")


@strawberry.type(description="A question to ask in an interview.")
class InterviewQuestion(Entity):
    prompt: list[LocalText] = strawberry.field(description="What to ask, in Markdown.")
    kind: QuestionKind | None = strawberry.field(description="How it probes.")
    difficulty: int | None = strawberry.field(description="From 1, easy, to 5, hard.")
    minutes: int | None = strawberry.field(description="How long an answer takes.")
    levels: LevelRange | None = strawberry.field(
        description="The levels of seniority it is for; null if it does not say."
    )
    skill_ids: list[strawberry.ID] = ids_of("skills", "The ids of the skills it is about.")
    skills: list[Skill] = all_named_by("skills", "The skills it is about.")
    competency_ids: list[strawberry.ID] = ids_of(
        "competencies", "The ids of the qualities it looks for."
    )
    competencies: list[Competency] = all_named_by("competencies", "The qualities it looks for.")
    audience: Audience = strawberry.field(description="Who may read its sample answer.")
    sample_answer: list[LocalText] | None = resolved_by(
        interviewers.sample_answer,
        "What a strong candidate may say, in Markdown. Null if it is for interviewers, now or "
        "then, and the caller lacks `interview:read`.",
    )
    look_for: list[LocalText] = query_field(
        interviewers.look_for,
        scope=Scope.INTERVIEW_READ,
        description="What a good answer has, in Markdown.",
    )
    red_flags: list[LocalText] = query_field(
        interviewers.red_flags,
        scope=Scope.INTERVIEW_READ,
        description="What speaks against a candidate, in Markdown.",
    )
    follow_ups: list[LocalText] = query_field(
        interviewers.follow_ups,
        scope=Scope.INTERVIEW_READ,
        description="What to ask next, in Markdown.",
    )
    rubric: list[RubricLevel] = query_field(
        interviewers.rubric,
        scope=Scope.INTERVIEW_READ,
        description="What each score looks like.",
    )
