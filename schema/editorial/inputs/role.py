"""A role: an occupation."""

import strawberry

from schema.editorial.enums import Importance, Level, OccupationScheme
from schema.editorial.inputs.descriptions import CREATES, KEY, UPDATES
from schema.editorial.inputs.texts import LocalTextInput, MaybeId, MaybeLines, MaybeTexts

_TITLE = "What one person in it is called."
_PLURAL_TITLE = "What several are called."
_ALIASES = "Other titles it goes by."
_SUMMARY = "What it is, in Markdown."
_FAMILY = "The id of its job family."
_LEVEL = "Its seniority."
_SKILLS = "The skills it needs, in order of weight; a list replaces the one there is."
_CODES = "What it is in public classifications."


@strawberry.input(description="A skill that a role needs.")
class RoleSkillInput:
    skill: strawberry.ID = strawberry.field(description="The skill's id.")
    importance: strawberry.Maybe[Importance | None] = strawberry.field(
        description="How much it matters: REQUIRED when it is new and nothing is said."
    )


@strawberry.input(description="An occupation in a public classification.")
class OccupationCodeInput:
    scheme: OccupationScheme = strawberry.field(description="The classification.")
    code: str = strawberry.field(description="The code, at most 200 characters.")
    label: strawberry.Maybe[str | None] = strawberry.field(description="What it is called there.")


_Skills = strawberry.Maybe[list[RoleSkillInput] | None]
_Codes = strawberry.Maybe[list[OccupationCodeInput] | None]


@strawberry.input(description=CREATES)
class CreateRoleInput:
    key: str = strawberry.field(description=KEY)
    title: list[LocalTextInput] = strawberry.field(description=_TITLE)
    plural_title: MaybeTexts = strawberry.field(description=_PLURAL_TITLE)
    aliases: MaybeLines = strawberry.field(description=_ALIASES)
    summary: MaybeTexts = strawberry.field(description=_SUMMARY)
    family: MaybeId = strawberry.field(description=_FAMILY)
    level: strawberry.Maybe[Level | None] = strawberry.field(description=_LEVEL)
    skills: _Skills = strawberry.field(description=_SKILLS)
    occupation_codes: _Codes = strawberry.field(description=_CODES)


@strawberry.input(description=UPDATES)
class UpdateRoleInput:
    title: MaybeTexts = strawberry.field(description=_TITLE)
    plural_title: MaybeTexts = strawberry.field(description=_PLURAL_TITLE)
    aliases: MaybeLines = strawberry.field(description=_ALIASES)
    summary: MaybeTexts = strawberry.field(description=_SUMMARY)
    family: MaybeId = strawberry.field(description=_FAMILY)
    level: strawberry.Maybe[Level | None] = strawberry.field(description=_LEVEL)
    skills: _Skills = strawberry.field(description=_SKILLS)
    occupation_codes: _Codes = strawberry.field(description=_CODES)
