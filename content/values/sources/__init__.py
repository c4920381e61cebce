"""The source of each content type: what editors edit. References, overrides, placeholders."""

from collections.abc import Collection
from typing import Any

from content.values.ids import ContentType
from content.values.sources.interview_question import (
    Audience,
    InterviewQuestion,
    QuestionKind,
    RubricLevel,
)
from content.values.sources.job_description import (
    VARIABLE_NAME,
    JobDescription,
    Variable,
    VariableType,
)
from content.values.sources.reference import Competency, JobFamily, Organization, Skill
from content.values.sources.role import OccupationCode, OccupationScheme, Role, RoleSkill
from content.values.sources.role_page import SLUG_PATTERN, Robots, RolePage, Seo
from content.values.sources.seniority import LEVELS, Importance, Level, LevelRange
from content.values.sources.snippet import Snippet, SnippetKind
from content.values.sources.statement import Statement

Source = (
    Role
    | Statement
    | InterviewQuestion
    | Snippet
    | JobDescription
    | RolePage
    | Organization
    | JobFamily
    | Skill
    | Competency
)
Composed = JobDescription | RolePage

SOURCES: dict[ContentType, type[Source]] = {
    ContentType.ROLE: Role,
    ContentType.STATEMENT: Statement,
    ContentType.INTERVIEW_QUESTION: InterviewQuestion,
    ContentType.SNIPPET: Snippet,
    ContentType.JOB_DESCRIPTION: JobDescription,
    ContentType.ROLE_PAGE: RolePage,
    ContentType.ORGANIZATION: Organization,
    ContentType.JOB_FAMILY: JobFamily,
    ContentType.SKILL: Skill,
    ContentType.COMPETENCY: Competency,
}


def parse_source(content_type: ContentType, data: dict[str, Any]) -> Source:
    """The typed source of stored or sent data; raises pydantic's ValidationError."""
    return SOURCES[content_type].model_validate(data)


def dump_source(source: Source) -> dict[str, Any]:
    """The JSON-able form that is stored and hashed: absent and default parts left out."""
    return source.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


def dump_fields(source: Source, names: Collection[str]) -> dict[str, Any]:
    """What `dump_source` has under those names."""
    return source.model_dump(
        mode="json", include=set(names), exclude_none=True, exclude_defaults=True
    )


__all__ = [
    "LEVELS",
    "SLUG_PATTERN",
    "SOURCES",
    "VARIABLE_NAME",
    "Audience",
    "Competency",
    "Composed",
    "Importance",
    "InterviewQuestion",
    "JobDescription",
    "JobFamily",
    "Level",
    "LevelRange",
    "OccupationCode",
    "OccupationScheme",
    "Organization",
    "QuestionKind",
    "Robots",
    "Role",
    "RolePage",
    "RoleSkill",
    "RubricLevel",
    "Seo",
    "Skill",
    "Snippet",
    "SnippetKind",
    "Source",
    "Statement",
    "Variable",
    "VariableType",
    "dump_fields",
    "dump_source",
    "parse_source",
]
