"""The template of a job advertisement that an employer adapts."""

import strawberry

from schema.delivery import derived
from schema.delivery.blocks import Block
from schema.delivery.content import Content
from schema.delivery.reference import Organization
from schema.delivery.resolving import resolved_by
from schema.delivery.rich_text import RichText
from schema.delivery.role import Role
from schema.delivery.statement import Benefit, Requirement, Responsibility
from schema.delivery.variable import Variable


@strawberry.type(description="A job description, to be adapted by binding its variables.")
class JobDescription(Content):
    title: str = strawberry.field(description="The job's title.")
    location: str | None = strawberry.field(description="Where the job is.")
    overview: RichText = strawberry.field(description="The job in a paragraph or two.")
    role: Role = strawberry.field(description="The occupation it is about.")
    organization: Organization | None = strawberry.field(description="The employer, if one is set.")
    blocks: list[Block] = strawberry.field(description="Its sections, in reading order.")
    variables: list[Variable] = strawberry.field(description="What can be bound in its texts.")
    responsibilities: list[Responsibility] = resolved_by(
        derived.responsibilities,
        "The responsibilities of its blocks, in order, each once.",
    )
    requirements: list[Requirement] = resolved_by(
        derived.requirements,
        "The requirements of its blocks, in order, each once.",
    )
    benefits: list[Benefit] = resolved_by(
        derived.benefits,
        "The benefits of its blocks, in order, each once.",
    )
