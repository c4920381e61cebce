"""The public page about a role."""

import strawberry

from schema.delivery import derived
from schema.delivery.blocks import Block
from schema.delivery.content import Content
from schema.delivery.enums import Robots
from schema.delivery.interview_question import InterviewQuestion
from schema.delivery.job_description import JobDescription
from schema.delivery.resolving import resolved_by
from schema.delivery.rich_text import RichText
from schema.delivery.role import Role
from schema.delivery.scalars import Json
from schema.delivery.statement import Benefit, Reason, Requirement, Responsibility


@strawberry.type(description="How a page presents itself to search engines.")
class Seo:
    title: str = strawberry.field(description="The title for search results.")
    description: str | None = strawberry.field(description="The description for search results.")
    robots: Robots = strawberry.field(description="Whether the page wants to be found.")
    canonical_url: str = strawberry.field(description="The one address that counts.")


@strawberry.type(
    description="The public page about a role. Its derived lists hold what its own blocks list, "
    "in order, then what its job descriptions add."
)
class RolePage(Content):
    slug: str = strawberry.field(description="The last part of its address, unique per locale.")
    url: str = strawberry.field(description="Its public address.")
    title: str = strawberry.field(description="Its heading.")
    role: Role = strawberry.field(description="The occupation it is about.")
    intro: RichText = strawberry.field(description="What stands before the first block.")
    blocks: list[Block] = strawberry.field(description="Its sections, in reading order.")
    job_description: JobDescription | None = resolved_by(
        derived.job_description, "The first job description among its blocks."
    )
    responsibilities: list[Responsibility] = resolved_by(
        derived.responsibilities, "Every responsibility on the page, once."
    )
    requirements: list[Requirement] = resolved_by(
        derived.requirements, "Every requirement on the page, once."
    )
    reasons: list[Reason] = resolved_by(derived.reasons, "Every reason to hire on the page, once.")
    benefits: list[Benefit] = resolved_by(derived.benefits, "Every benefit on the page, once.")
    interview_questions: list[InterviewQuestion] = resolved_by(
        derived.interview_questions,
        "Every interview question on the page, once.",
    )
    seo: Seo = strawberry.field(description="How it presents itself to search engines.")
    json_ld: Json = strawberry.field(
        description="Structured data (schema.org) to put into the page as it is: WebPage, "
        "BreadcrumbList and Occupation."
    )
