"""A job description: the template an employer adapts."""

import strawberry

from schema.editorial.enums import VariableType
from schema.editorial.inputs.blocks import NewBlock
from schema.editorial.inputs.descriptions import (
    ABSTRACT,
    BLOCKS,
    CREATES,
    EXTENDS,
    KEY,
    OPERATIONS,
    UPDATES,
)
from schema.editorial.inputs.operations import BlockOperation
from schema.editorial.inputs.texts import MaybeId, MaybeTexts

_ROLE = "The id of the role it describes."
_ORGANIZATION = "The id of the employer it speaks for."
_TITLE = "Its heading; placeholders are allowed."
_LOCATION = "Where the job is; placeholders are allowed."
_OVERVIEW = "What stands before the first block, in Markdown."
_VARIABLES = (
    "Its declared placeholders. A list replaces the ones there are; of a variable that stays, "
    "only what is given changes."
)


@strawberry.input(description="A declared placeholder.")
class VariableDeclarationInput:
    name: str = strawberry.field(description="Its name, such as `company.name`.")
    type: strawberry.Maybe[VariableType | None] = strawberry.field(
        description="What its value must be: TEXT when it is new and nothing is said."
    )
    label: MaybeTexts = strawberry.field(description="What it is called; shown while unbound.")
    default: MaybeTexts = strawberry.field(description="What stands for it while unbound.")


_Variables = strawberry.Maybe[list[VariableDeclarationInput] | None]


@strawberry.input(description=CREATES)
class CreateJobDescriptionInput:
    key: str = strawberry.field(description=KEY)
    abstract: bool = strawberry.field(default=False, description=ABSTRACT)
    extends: MaybeId = strawberry.field(description=EXTENDS)
    role: strawberry.ID = strawberry.field(description=_ROLE)
    organization: MaybeId = strawberry.field(description=_ORGANIZATION)
    title: MaybeTexts = strawberry.field(description=_TITLE)
    location: MaybeTexts = strawberry.field(description=_LOCATION)
    overview: MaybeTexts = strawberry.field(description=_OVERVIEW)
    blocks: strawberry.Maybe[list[NewBlock] | None] = strawberry.field(description=BLOCKS)
    variables: _Variables = strawberry.field(description=_VARIABLES)


@strawberry.input(description=UPDATES)
class UpdateJobDescriptionInput:
    extends: MaybeId = strawberry.field(description=EXTENDS)
    role: MaybeId = strawberry.field(description=_ROLE)
    organization: MaybeId = strawberry.field(description=_ORGANIZATION)
    title: MaybeTexts = strawberry.field(description=_TITLE)
    location: MaybeTexts = strawberry.field(description=_LOCATION)
    overview: MaybeTexts = strawberry.field(description=_OVERVIEW)
    blocks: strawberry.Maybe[list[BlockOperation] | None] = strawberry.field(description=OPERATIONS)
    variables: _Variables = strawberry.field(description=_VARIABLES)
