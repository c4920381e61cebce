"""The collections: one for each kind of content, related by ids."""

from datetime import datetime
from typing import Annotated, Any, Literal

from beanie import Document
from pydantic import BaseModel, Field


class Family(Document):
    id: str  # type: ignore[assignment]  # Beanie types ids as ObjectId
    name: str


class Skill(Document):
    id: str  # type: ignore[assignment]
    name: str


class RoleSkill(BaseModel):
    importance: str | None
    skill: str


class Role(Document):
    id: str  # type: ignore[assignment]
    title: str
    level: str | None
    family: str | None
    summary: str
    skills: list[RoleSkill]


class Statement(Document):
    id: str  # type: ignore[assignment]
    kind: str
    heading: str | None
    text: str


class Question(Document):
    id: str  # type: ignore[assignment]
    kind: str | None
    difficulty: int | None
    minutes: int | None
    prompt: str
    sample_answer: str | None


class Prose(BaseModel):
    type: Literal["Prose"] = "Prose"
    block_id: str
    heading: str | None
    body: str


class SnippetUse(BaseModel):
    type: Literal["SnippetUse"] = "SnippetUse"
    block_id: str
    body: str


class StatementList(BaseModel):
    type: Literal["StatementList"] = "StatementList"
    block_id: str
    heading: str | None
    intro: str | None
    items: list[str]


class QuestionList(BaseModel):
    type: Literal["QuestionList"] = "QuestionList"
    block_id: str
    items: list[str]


class JobDescriptionUse(BaseModel):
    type: Literal["JobDescriptionUse"] = "JobDescriptionUse"
    block_id: str
    job_description: str


Block = Annotated[
    Prose | SnippetUse | StatementList | QuestionList | JobDescriptionUse,
    Field(discriminator="type"),
]


class Variable(BaseModel):
    name: str
    label: str


class JobDescription(Document):
    id: str  # type: ignore[assignment]
    title: str
    location: str | None
    overview: str
    variables: list[Variable]
    blocks: list[StatementList]


class Translation(BaseModel):
    locale: str
    slug: str
    url: str


class Seo(BaseModel):
    title: str
    description: str | None
    canonical_url: str
    robots: str


class RolePage(Document):
    id: str  # type: ignore[assignment]
    slug: str
    url: str
    title: str
    locale: str
    published_at: datetime
    updated_at: datetime
    translations: list[Translation]
    role: str
    intro: str
    seo: Seo
    json_ld: Any
    blocks: list[Block]

    class Settings:
        indexes = ("slug",)


ALL = (Family, Skill, Role, Statement, Question, JobDescription, RolePage)
