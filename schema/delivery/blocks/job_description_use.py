"""One embedded job description."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.delivery.blocks.block import BlockFields

if TYPE_CHECKING:
    from schema.delivery.job_description import JobDescription


@strawberry.type(description="One embedded job description.")
class JobDescriptionUse(BlockFields):
    job_description: Annotated[
        "JobDescription", strawberry.lazy("schema.delivery.job_description")
    ] = strawberry.field(description="The job description, as this page tells it.")
