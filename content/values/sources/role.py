"""A role: an occupation."""

from enum import StrEnum

from pydantic import Field

from content.values.ids import EntityId
from content.values.sources.seniority import Importance, Level
from content.values.text import LocalLine, LocalLines, LocalMarkdown
from content.values.value import Value


class RoleSkill(Value):
    """A skill a role needs."""

    skill: EntityId
    importance: Importance = Importance.REQUIRED


class OccupationScheme(StrEnum):
    """Classifications of occupations."""

    ONET_SOC = "ONET_SOC"
    ESCO = "ESCO"
    ISCO = "ISCO"


class OccupationCode(Value):
    """An occupation in a public classification."""

    scheme: OccupationScheme
    code: str = Field(min_length=1, max_length=200)
    label: str = Field(default="", max_length=300)


class Role(Value):
    """An occupation."""

    title: LocalLine
    plural_title: LocalLine = Field(default_factory=dict)
    aliases: LocalLines = Field(default_factory=dict)
    summary: LocalMarkdown = Field(default_factory=dict)
    family: EntityId | None = None
    level: Level | None = None
    skills: tuple[RoleSkill, ...] = ()
    occupation_codes: tuple[OccupationCode, ...] = ()
