"""An interview question with what is needed to ask it well."""

from enum import StrEnum

from pydantic import Field, model_validator

from content.values.ids import EntityId
from content.values.sources.seniority import LevelRange
from content.values.text import LocalMarkdown
from content.values.value import Value


class QuestionKind(StrEnum):
    """How a question probes."""

    BEHAVIORAL = "BEHAVIORAL"
    SITUATIONAL = "SITUATIONAL"
    TECHNICAL = "TECHNICAL"
    KNOWLEDGE = "KNOWLEDGE"
    SYSTEM_DESIGN = "SYSTEM_DESIGN"
    CODING = "CODING"


class Audience(StrEnum):
    """Who may read a sample answer."""

    PUBLIC = "PUBLIC"
    INTERVIEWER = "INTERVIEWER"


class RubricLevel(Value):
    """What a score looks like."""

    score: int = Field(ge=1, le=5)
    anchor: LocalMarkdown


class InterviewQuestion(Value):
    """A question with what is needed to ask it well."""

    prompt: LocalMarkdown
    kind: QuestionKind | None = None
    difficulty: int | None = Field(default=None, ge=1, le=5)
    levels: LevelRange | None = None
    minutes: int | None = Field(default=None, ge=1, le=480)
    competencies: tuple[EntityId, ...] = ()
    skills: tuple[EntityId, ...] = ()
    sample_answer: LocalMarkdown = Field(default_factory=dict)
    audience: Audience = Audience.PUBLIC
    look_for: LocalMarkdown = Field(default_factory=dict)
    red_flags: LocalMarkdown = Field(default_factory=dict)
    follow_ups: LocalMarkdown = Field(default_factory=dict)
    rubric: tuple[RubricLevel, ...] = ()

    @model_validator(mode="after")
    def _one_anchor_a_score(self) -> "InterviewQuestion":
        scores = [level.score for level in self.rubric]
        if scores != sorted(set(scores)):
            raise ValueError("rubric scores ascend and do not repeat")
        return self
