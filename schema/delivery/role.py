"""An occupation."""

import strawberry

from schema.delivery.content import Content
from schema.delivery.enums import Importance, Level, OccupationScheme
from schema.delivery.reference import JobFamily, Skill
from schema.delivery.rich_text import RichText


@strawberry.type(description="A skill a role needs.")
class RoleSkill:
    skill: Skill = strawberry.field(description="The skill.")
    importance: Importance = strawberry.field(description="How much the role needs it.")


@strawberry.type(description="The occupation in a public classification.")
class OccupationCode:
    scheme: OccupationScheme = strawberry.field(description="The classification.")
    code: str = strawberry.field(description="The occupation's code there.")
    label: str = strawberry.field(description="Its title there; empty if none is known.")


@strawberry.type(description="An occupation, such as Backend Developer.")
class Role(Content):
    title: str = strawberry.field(description="Its title.")
    plural_title: str | None = strawberry.field(description="Its title for many people.")
    aliases: list[str] = strawberry.field(description="Other titles for it.")
    summary: RichText | None = strawberry.field(description="What people in it do.")
    family: JobFamily | None = strawberry.field(description="The family it belongs to.")
    level: Level | None = strawberry.field(description="Its seniority.")
    skills: list[RoleSkill] = strawberry.field(description="What it needs, required skills first.")
    occupation_codes: list[OccupationCode] = strawberry.field(
        description="What public classifications call it."
    )
