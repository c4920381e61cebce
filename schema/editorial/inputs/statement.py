"""A statement: one reusable sentence or short paragraph."""

import strawberry

from schema.editorial.enums import Importance, StatementKind
from schema.editorial.inputs.descriptions import CREATES, HOME, KEY, LEVELS, SKILLS, UPDATES
from schema.editorial.inputs.levels import MaybeLevels
from schema.editorial.inputs.texts import LocalTextInput, MaybeId, MaybeIds, MaybeTexts

_KIND = "What it says about a job."
_HEADING = "A few words before it."
_TEXT = "The sentence or paragraph, in Markdown; placeholders are allowed."
_IMPORTANCE = "How much it matters; of requirements alone."


@strawberry.input(description=CREATES)
class CreateStatementInput:
    key: str = strawberry.field(description=KEY)
    home: MaybeId = strawberry.field(description=HOME)
    kind: StatementKind = strawberry.field(description=_KIND)
    heading: MaybeTexts = strawberry.field(description=_HEADING)
    text: list[LocalTextInput] = strawberry.field(description=_TEXT)
    importance: strawberry.Maybe[Importance | None] = strawberry.field(description=_IMPORTANCE)
    skills: MaybeIds = strawberry.field(description=SKILLS)
    levels: MaybeLevels = strawberry.field(description=LEVELS)


@strawberry.input(description=UPDATES)
class UpdateStatementInput:
    kind: strawberry.Maybe[StatementKind | None] = strawberry.field(description=_KIND)
    heading: MaybeTexts = strawberry.field(description=_HEADING)
    text: MaybeTexts = strawberry.field(description=_TEXT)
    importance: strawberry.Maybe[Importance | None] = strawberry.field(description=_IMPORTANCE)
    skills: MaybeIds = strawberry.field(description=SKILLS)
    levels: MaybeLevels = strawberry.field(description=LEVELS)
