"""The schema: a type for each kind of content, relations resolved through DataLoaders."""

from datetime import datetime
from typing import Annotated, Any, TypeVar

import strawberry
from strawberry.dataloader import DataLoader
from strawberry.scalars import JSON

from bench.references.strawberry_beanie import documents as stored

T = TypeVar("T")
Context = dict[str, DataLoader[str, Any]]
Info = strawberry.Info[Context, None]


@strawberry.type
class RichText:
    html: str


@strawberry.type
class Family:
    id: strawberry.ID
    name: str


@strawberry.type
class Skill:
    id: strawberry.ID
    key: str
    name: str


@strawberry.type
class RoleSkill:
    importance: str | None
    skill_id: strawberry.Private[str]

    @strawberry.field
    async def skill(self, info: Info) -> Skill:
        found = await info.context["skills"].load(self.skill_id)
        return Skill(id=found.id, key=found.id, name=found.name)


@strawberry.type
class Role:
    id: strawberry.ID
    title: str
    level: str | None
    summary: RichText
    skills: list[RoleSkill]
    family_id: strawberry.Private[str | None]

    @strawberry.field
    async def family(self, info: Info) -> Family | None:
        if self.family_id is None:
            return None
        found = await info.context["families"].load(self.family_id)
        return Family(id=found.id, name=found.name)


@strawberry.interface
class Statement:
    id: strawberry.ID
    key: str
    heading: str | None
    text: RichText


@strawberry.type
class Responsibility(Statement):
    pass


@strawberry.type
class Requirement(Statement):
    pass


@strawberry.type
class Reason(Statement):
    pass


@strawberry.type
class Benefit(Statement):
    pass


_KINDS = {kind.__name__: kind for kind in (Responsibility, Requirement, Reason, Benefit)}


@strawberry.type
class Question:
    id: strawberry.ID
    key: str
    kind: str | None
    difficulty: int | None
    minutes: int | None
    prompt: RichText
    sample_answer: RichText | None


@strawberry.interface
class BlockFields:
    block_id: strawberry.ID


@strawberry.type
class Prose(BlockFields):
    heading: str | None
    body: RichText


@strawberry.type
class SnippetUse(BlockFields):
    body: RichText


@strawberry.type
class StatementList(BlockFields):
    heading: str | None
    intro: RichText | None
    item_ids: strawberry.Private[list[str]]

    @strawberry.field
    async def items(self, info: Info) -> list[Statement]:
        found = await info.context["statements"].load_many(self.item_ids)
        return [
            _KINDS[each.kind](
                id=each.id, key=each.id, heading=each.heading, text=RichText(html=each.text)
            )
            for each in found
        ]


@strawberry.type
class QuestionList(BlockFields):
    item_ids: strawberry.Private[list[str]]

    @strawberry.field
    async def items(self, info: Info) -> list[Question]:
        found = await info.context["questions"].load_many(self.item_ids)
        return [
            Question(
                id=each.id,
                key=each.id,
                kind=each.kind,
                difficulty=each.difficulty,
                minutes=each.minutes,
                prompt=RichText(html=each.prompt),
                sample_answer=_rich(each.sample_answer),
            )
            for each in found
        ]


@strawberry.type
class Variable:
    name: str
    label: str


@strawberry.type
class JobDescription:
    id: strawberry.ID
    title: str
    location: str | None
    overview: RichText
    variables: list[Variable]
    blocks: list["Block"]


@strawberry.type
class JobDescriptionUse(BlockFields):
    job_description_id: strawberry.Private[str]

    @strawberry.field
    async def job_description(self, info: Info) -> JobDescription:
        found = await info.context["job_descriptions"].load(self.job_description_id)
        return JobDescription(
            id=found.id,
            title=found.title,
            location=found.location,
            overview=RichText(html=found.overview),
            variables=[Variable(name=each.name, label=each.label) for each in found.variables],
            blocks=[_block(each) for each in found.blocks],
        )


Block = Annotated[
    Prose | SnippetUse | StatementList | QuestionList | JobDescriptionUse,
    strawberry.union("Block"),
]


@strawberry.type
class Translation:
    locale: str
    slug: str
    url: str


@strawberry.type
class Seo:
    title: str
    description: str | None
    canonical_url: str
    robots: str


@strawberry.type
class RolePage:
    id: strawberry.ID
    key: str
    slug: str
    url: str
    title: str
    resolved_locale: str
    published_at: datetime
    updated_at: datetime
    translations: list[Translation]
    intro: RichText
    seo: Seo
    json_ld: JSON
    blocks: list[Block]
    role_id: strawberry.Private[str]

    @strawberry.field
    async def role(self, info: Info) -> Role:
        found = await info.context["roles"].load(self.role_id)
        return Role(
            id=found.id,
            title=found.title,
            level=found.level,
            summary=RichText(html=found.summary),
            skills=[
                RoleSkill(importance=each.importance, skill_id=each.skill) for each in found.skills
            ],
            family_id=found.family,
        )


@strawberry.type
class Query:
    @strawberry.field
    async def role_page(self, slug: str) -> RolePage | None:
        found = await stored.RolePage.find_one(stored.RolePage.slug == slug)
        return None if found is None else _page(found)


def _page(found: stored.RolePage) -> RolePage:
    return RolePage(
        id=strawberry.ID(found.id),
        key=found.id,
        slug=found.slug,
        url=found.url,
        title=found.title,
        resolved_locale=found.locale,
        published_at=found.published_at,
        updated_at=found.updated_at,
        translations=[Translation(**each.model_dump()) for each in found.translations],
        intro=RichText(html=found.intro),
        seo=Seo(**found.seo.model_dump()),
        json_ld=found.json_ld,
        blocks=[_block(each) for each in found.blocks],
        role_id=found.role,
    )


def _block(block: Any) -> Any:
    given = {"block_id": block.block_id}
    match block:
        case stored.Prose():
            return Prose(**given, heading=block.heading, body=RichText(html=block.body))
        case stored.SnippetUse():
            return SnippetUse(**given, body=RichText(html=block.body))
        case stored.StatementList():
            return StatementList(
                **given, heading=block.heading, intro=_rich(block.intro), item_ids=block.items
            )
        case stored.QuestionList():
            return QuestionList(**given, item_ids=block.items)
        case _:
            return JobDescriptionUse(**given, job_description_id=block.job_description)


def _rich(html: str | None) -> RichText | None:
    return None if html is None else RichText(html=html)
