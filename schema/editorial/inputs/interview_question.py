"""An interview question with what is needed to ask it well."""

import strawberry

from schema.editorial.enums import Audience, QuestionKind
from schema.editorial.inputs.descriptions import CREATES, HOME, KEY, LEVELS, SKILLS, UPDATES
from schema.editorial.inputs.levels import MaybeLevels
from schema.editorial.inputs.texts import LocalTextInput, MaybeId, MaybeIds, MaybeTexts

_PROMPT = "The question, in Markdown."
_KIND = "How it probes."
_DIFFICULTY = "From 1, easy, to 5."
_MINUTES = "How long it takes, 1 to 480 minutes."
_COMPETENCIES = "Ids of competencies it looks for."
_SAMPLE_ANSWER = "A good answer, in Markdown."
_AUDIENCE = "Who may read the sample answer."
_LOOK_FOR = "What to listen for; for interviewers only."
_RED_FLAGS = "What speaks against; for interviewers only."
_FOLLOW_UPS = "What to ask next; for interviewers only."
_RUBRIC = (
    "What each score looks like, scores ascending; for interviewers only. A list replaces the "
    "scores there are; of a score that stays, only the named locales change."
)


@strawberry.input(description="What a score looks like.")
class RubricLevelInput:
    score: int = strawberry.field(description="The score, 1 to 5.")
    anchor: MaybeTexts = strawberry.field(description="What an answer of that score shows.")


_Rubric = strawberry.Maybe[list[RubricLevelInput] | None]


@strawberry.input(description=CREATES)
class CreateInterviewQuestionInput:
    key: str = strawberry.field(description=KEY)
    home: MaybeId = strawberry.field(description=HOME)
    prompt: list[LocalTextInput] = strawberry.field(description=_PROMPT)
    kind: strawberry.Maybe[QuestionKind | None] = strawberry.field(description=_KIND)
    difficulty: strawberry.Maybe[int | None] = strawberry.field(description=_DIFFICULTY)
    levels: MaybeLevels = strawberry.field(description=LEVELS)
    minutes: strawberry.Maybe[int | None] = strawberry.field(description=_MINUTES)
    competencies: MaybeIds = strawberry.field(description=_COMPETENCIES)
    skills: MaybeIds = strawberry.field(description=SKILLS)
    sample_answer: MaybeTexts = strawberry.field(description=_SAMPLE_ANSWER)
    audience: strawberry.Maybe[Audience | None] = strawberry.field(description=_AUDIENCE)
    look_for: MaybeTexts = strawberry.field(description=_LOOK_FOR)
    red_flags: MaybeTexts = strawberry.field(description=_RED_FLAGS)
    follow_ups: MaybeTexts = strawberry.field(description=_FOLLOW_UPS)
    rubric: _Rubric = strawberry.field(description=_RUBRIC)


@strawberry.input(description=UPDATES)
class UpdateInterviewQuestionInput:
    prompt: MaybeTexts = strawberry.field(description=_PROMPT)
    kind: strawberry.Maybe[QuestionKind | None] = strawberry.field(description=_KIND)
    difficulty: strawberry.Maybe[int | None] = strawberry.field(description=_DIFFICULTY)
    levels: MaybeLevels = strawberry.field(description=LEVELS)
    minutes: strawberry.Maybe[int | None] = strawberry.field(description=_MINUTES)
    competencies: MaybeIds = strawberry.field(description=_COMPETENCIES)
    skills: MaybeIds = strawberry.field(description=SKILLS)
    sample_answer: MaybeTexts = strawberry.field(description=_SAMPLE_ANSWER)
    audience: strawberry.Maybe[Audience | None] = strawberry.field(description=_AUDIENCE)
    look_for: MaybeTexts = strawberry.field(description=_LOOK_FOR)
    red_flags: MaybeTexts = strawberry.field(description=_RED_FLAGS)
    follow_ups: MaybeTexts = strawberry.field(description=_FOLLOW_UPS)
    rubric: _Rubric = strawberry.field(description=_RUBRIC)
