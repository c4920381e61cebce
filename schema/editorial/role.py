"""A role, as its editors see it."""

import strawberry

from content.values import entity as values
from content.values import sources
from schema.editorial.context import Info
from schema.editorial.entity import Entity
from schema.editorial.enums import Importance, Level, OccupationScheme
from schema.editorial.job_family import JobFamily
from schema.editorial.localized import LocalLines, LocalText
from schema.editorial.referring import id_of, named_by
from schema.editorial.resolving import resolved_by
from schema.editorial.skill import Skill

Needed = strawberry.Parent[sources.RoleSkill]


def _skill_id(needed: Needed) -> str:
    return needed.skill


async def _skill(needed: Needed, info: Info) -> values.Entity | None:
    return await info.context.entity(needed.skill)


@strawberry.type(description="A skill a role needs.")
class RoleSkill:
    skill_id: strawberry.ID = resolved_by(_skill_id, "The skill's id.")
    skill: Skill | None = resolved_by(_skill, "The skill. Null if it is not for the caller to see.")
    importance: Importance = strawberry.field(description="Whether the role cannot go without it.")


@strawberry.type(description="An occupation in a public classification.")
class OccupationCode:
    scheme: OccupationScheme = strawberry.field(description="The classification.")
    code: str = strawberry.field(description="The code in it.")
    label: str = strawberry.field(description="The code's name there; may be empty.")


@strawberry.type(description="An occupation.")
class Role(Entity):
    title: list[LocalText] = strawberry.field(description="Its name.")
    plural_title: list[LocalText] = strawberry.field(description="Its name for several people.")
    aliases: list[LocalLines] = strawberry.field(description="Other names for it.")
    summary: list[LocalText] = strawberry.field(description="What it is, in Markdown.")
    family_id: strawberry.ID | None = id_of("family", "The id of the family it belongs to.")
    family: JobFamily | None = named_by("family", "The family it belongs to.")
    level: Level | None = strawberry.field(description="Its level of seniority.")
    skills: list[RoleSkill] = strawberry.field(description="The skills it needs, in order.")
    occupation_codes: list[OccupationCode] = strawberry.field(
        description="What public classifications call it."
    )
