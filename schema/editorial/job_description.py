"""A job description, as its editors see it."""

from typing import Optional

import strawberry

from schema.editorial.blocks import EditorBlock
from schema.editorial.entity import Entity
from schema.editorial.enums import VariableType
from schema.editorial.localized import LocalText
from schema.editorial.organization import Organization
from schema.editorial.referring import id_of, named_by
from schema.editorial.role import Role


@strawberry.type(description="A declared placeholder.")
class Variable:
    name: str = strawberry.field(description="Its name: `{{company.name}}` is `company.name`.")
    type: VariableType = strawberry.field(description="What its value must be.")
    label: list[LocalText] = strawberry.field(description="What stands for it while unbound.")
    default: list[LocalText] = strawberry.field(description="Its value if none is given.")


@strawberry.type(description="The template of a job's description, which an employer adapts.")
class JobDescription(Entity):
    extends_id: strawberry.ID | None = id_of("extends", "The id of what it inherits from.")
    extends: Optional["JobDescription"] = named_by("extends", "What it inherits from.")
    role_id: strawberry.ID = id_of("role", "The id of the occupation it is about.")
    role: Role | None = named_by("role", "The occupation it is about.")
    organization_id: strawberry.ID | None = id_of("organization", "The id of the employer.")
    organization: Organization | None = named_by("organization", "The employer.")
    title: list[LocalText] = strawberry.field(description="Its heading, perhaps a template.")
    location: list[LocalText] = strawberry.field(
        description="Where the job is, perhaps a template."
    )
    overview: list[LocalText] = strawberry.field(
        description="What stands before the first block, in Markdown."
    )
    blocks: list[EditorBlock] = strawberry.field(
        description="Its sections, as stored: sort by orderKey, then blockId."
    )
    variables: list[Variable] = strawberry.field(description="The placeholders it declares.")
