"""Small reference data: organisations, job families, skills, competencies."""

import strawberry

from schema.editorial.inputs.descriptions import CREATES, KEY, UPDATES
from schema.editorial.inputs.texts import LocalTextInput, MaybeLines, MaybeTexts

_NAME = "Its name."
_ALIASES = "Other names it goes by."
_SUMMARY = "What it is, in a line."
_SAME_AS = "Addresses that mean the same elsewhere, as in Wikidata or ESCO."
_Uris = strawberry.Maybe[list[str] | None]


@strawberry.input
class _CreateReference:
    key: str = strawberry.field(description=KEY)
    name: list[LocalTextInput] = strawberry.field(description=_NAME)
    aliases: MaybeLines = strawberry.field(description=_ALIASES)
    summary: MaybeTexts = strawberry.field(description=_SUMMARY)
    same_as: _Uris = strawberry.field(description=_SAME_AS)


@strawberry.input
class _UpdateReference:
    name: MaybeTexts = strawberry.field(description=_NAME)
    aliases: MaybeLines = strawberry.field(description=_ALIASES)
    summary: MaybeTexts = strawberry.field(description=_SUMMARY)
    same_as: _Uris = strawberry.field(description=_SAME_AS)


@strawberry.input(description=CREATES)
class CreateOrganizationInput(_CreateReference):
    pass


@strawberry.input(description=UPDATES)
class UpdateOrganizationInput(_UpdateReference):
    pass


@strawberry.input(description=CREATES)
class CreateJobFamilyInput(_CreateReference):
    pass


@strawberry.input(description=UPDATES)
class UpdateJobFamilyInput(_UpdateReference):
    pass


@strawberry.input(description=CREATES)
class CreateSkillInput(_CreateReference):
    pass


@strawberry.input(description=UPDATES)
class UpdateSkillInput(_UpdateReference):
    pass


@strawberry.input(description=CREATES)
class CreateCompetencyInput(_CreateReference):
    pass


@strawberry.input(description=UPDATES)
class UpdateCompetencyInput(_UpdateReference):
    pass
