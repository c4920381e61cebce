"""The root of the delivery API: its table of contents."""

import strawberry

from schema.delivery import one
from schema.delivery.connections import (
    interview_questions,
    job_descriptions,
    role_pages,
    roles,
    skills,
)
from schema.delivery.connections.connection import Connection
from schema.delivery.connections.search import SearchConnection
from schema.delivery.connections.search import search as search_content
from schema.delivery.connections.statements import statements
from schema.delivery.content import Node
from schema.delivery.interview_question import InterviewQuestion
from schema.delivery.job_description import JobDescription
from schema.delivery.path import PathResult, resolve_path
from schema.delivery.reference import JobFamily, Skill
from schema.delivery.resolving import resolved_by
from schema.delivery.role import Role
from schema.delivery.role_page import RolePage
from schema.delivery.statement import Benefit, Reason, Requirement, Responsibility


@strawberry.type(description="Published content. Nothing here shows a draft.")
class Query:
    role_page: RolePage | None = resolved_by(
        one.role_page, "The role page at a slug; null if none answers there."
    )
    role_pages: Connection[RolePage] = resolved_by(role_pages.role_pages, "Role pages.")
    job_description: JobDescription | None = resolved_by(
        one.job_description, "The job description with a key."
    )
    job_descriptions: Connection[JobDescription] = resolved_by(
        job_descriptions.job_descriptions, "Job descriptions."
    )
    responsibilities: Connection[Responsibility] = resolved_by(
        statements("Responsibility"), "What people in jobs do."
    )
    requirements: Connection[Requirement] = resolved_by(
        statements("Requirement"), "What people need for jobs."
    )
    reasons: Connection[Reason] = resolved_by(statements("Reason"), "Why to hire.")
    benefits: Connection[Benefit] = resolved_by(statements("Benefit"), "What jobs offer.")
    interview_questions: Connection[InterviewQuestion] = resolved_by(
        interview_questions.interview_questions, "Interview questions."
    )
    roles: Connection[Role] = resolved_by(roles.roles, "Roles.")
    role: Role | None = resolved_by(one.role, "The role with a key.")
    skills: Connection[Skill] = resolved_by(skills.skills, "Skills.")
    job_families: list[JobFamily] = resolved_by(one.job_families, "Every job family, by name.")
    search: SearchConnection = resolved_by(
        search_content, "Content of any type that holds some words."
    )
    resolve_path: PathResult | None = resolved_by(
        resolve_path,
        "What answers at an address: a page, a redirect to where it is now, or null.",
    )
    node: Node | None = resolved_by(
        one.node,
        "The content with an id; null if it is not published now, or if variables "
        "were bound in it.",
    )
    nodes: list[Node | None] = resolved_by(one.nodes, "The content with some ids, in their order.")
