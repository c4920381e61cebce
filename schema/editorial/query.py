"""The root of what editors read: its table of contents."""

from functools import partial

import strawberry

from auth.principal import Principal
from auth.scopes import Scope
from content.values.ids import ContentType
from schema.editorial import one
from schema.editorial.access import query_field
from schema.editorial.accounts import reading as accounts
from schema.editorial.accounts.user import User
from schema.editorial.audit import reading as audit
from schema.editorial.audit.row import Audit
from schema.editorial.clients import reading as clients
from schema.editorial.clients.client import Client
from schema.editorial.competency import Competency
from schema.editorial.connection import Connection
from schema.editorial.context import Info
from schema.editorial.entity import Entity
from schema.editorial.interview_question import InterviewQuestion
from schema.editorial.issue import Issue
from schema.editorial.job_description import JobDescription
from schema.editorial.job_family import JobFamily
from schema.editorial.lists import drafts_of
from schema.editorial.one import one_of
from schema.editorial.organization import Organization
from schema.editorial.override import StaleOverride
from schema.editorial.revision import Revision
from schema.editorial.role import Role
from schema.editorial.role_page import RolePage
from schema.editorial.skill import Skill
from schema.editorial.snippet import Snippet
from schema.editorial.statement import Statement
from schema.editorial.usage import Usage
from schema.editorial.viewer import Viewer
from schema.editorial.where import (
    DraftOfRoleWhere,
    DraftWhere,
    InterviewQuestionWhere,
    SnippetWhere,
    StatementWhere,
)

_read = partial(query_field, scope=Scope.CONTENT_READ)


def _viewer(info: Info) -> Principal:
    return info.context.principal


@strawberry.type(description="Content as its editors see it, published or not.")
class Query:
    viewer: Viewer = _read(_viewer, description="Whoever sent this operation.")
    entity: Entity | None = _read(one.entity, description="The content of an id.")
    entity_by_key: Entity | None = _read(
        one.entity_by_key, description="The content of a kind and key."
    )
    role: Role | None = _read(one_of(ContentType.ROLE), description="A role.")
    roles: Connection[Role] = _read(
        drafts_of(ContentType.ROLE, DraftOfRoleWhere), description="Roles."
    )
    statement: Statement | None = _read(one_of(ContentType.STATEMENT), description="A statement.")
    statements: Connection[Statement] = _read(
        drafts_of(ContentType.STATEMENT, StatementWhere), description="Statements."
    )
    interview_question: InterviewQuestion | None = _read(
        one_of(ContentType.INTERVIEW_QUESTION), description="An interview question."
    )
    interview_questions: Connection[InterviewQuestion] = _read(
        drafts_of(ContentType.INTERVIEW_QUESTION, InterviewQuestionWhere),
        description="Interview questions.",
    )
    snippet: Snippet | None = _read(one_of(ContentType.SNIPPET), description="A snippet.")
    snippets: Connection[Snippet] = _read(
        drafts_of(ContentType.SNIPPET, SnippetWhere), description="Snippets."
    )
    job_description: JobDescription | None = _read(
        one_of(ContentType.JOB_DESCRIPTION), description="A job description."
    )
    job_descriptions: Connection[JobDescription] = _read(
        drafts_of(ContentType.JOB_DESCRIPTION, DraftOfRoleWhere), description="Job descriptions."
    )
    role_page: RolePage | None = _read(one_of(ContentType.ROLE_PAGE), description="A role page.")
    role_pages: Connection[RolePage] = _read(
        drafts_of(ContentType.ROLE_PAGE, DraftOfRoleWhere), description="Role pages."
    )
    organization: Organization | None = _read(
        one_of(ContentType.ORGANIZATION), description="An employer."
    )
    organizations: Connection[Organization] = _read(
        drafts_of(ContentType.ORGANIZATION, DraftWhere), description="Employers."
    )
    job_family: JobFamily | None = _read(
        one_of(ContentType.JOB_FAMILY), description="A job family."
    )
    job_families: Connection[JobFamily] = _read(
        drafts_of(ContentType.JOB_FAMILY, DraftWhere), description="Job families."
    )
    skill: Skill | None = _read(one_of(ContentType.SKILL), description="A skill.")
    skills: Connection[Skill] = _read(
        drafts_of(ContentType.SKILL, DraftWhere), description="Skills."
    )
    competency: Competency | None = _read(
        one_of(ContentType.COMPETENCY), description="A competency."
    )
    competencies: Connection[Competency] = _read(
        drafts_of(ContentType.COMPETENCY, DraftWhere), description="Competencies."
    )
    revision: Revision | None = _read(
        one.revision, description="A save; null if there is none, or none any more."
    )
    issues: list[Issue] = _read(
        one.issues_of, description="What to know before publishing something, worst first."
    )
    used_by: Connection[Usage] = _read(
        one.users_of, description="Who uses something, in drafts or in what is published."
    )
    stale_overrides: list[StaleOverride] = _read(
        one.stale_overrides,
        description="The overrides in a draft of what is published differently now.",
    )
    user: User | None = query_field(
        accounts.user, scope=Scope.USERS_MANAGE, description="Somebody's account."
    )
    users: Connection[User] = query_field(
        accounts.users, scope=Scope.USERS_MANAGE, description="All accounts, by address."
    )
    client: Client | None = query_field(
        clients.client, scope=Scope.CLIENTS_MANAGE, description="A program that asks for tokens."
    )
    clients: Connection[Client] = query_field(
        clients.clients,
        scope=Scope.CLIENTS_MANAGE,
        description="All programs that ask for tokens, the oldest first, Rolebook's own last.",
    )
    audit_log: Connection[Audit] = query_field(
        audit.rows, scope=Scope.AUDIT_READ, description="Who did what, the newest first."
    )
