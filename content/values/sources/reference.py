"""Small reference data: organisations, job families, skills, competencies."""

from typing import Annotated

from pydantic import Field, StringConstraints

from content.values.text import LocalLine, LocalLines
from content.values.value import Value

Uri = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2_000)]


class _Reference(Value):
    """What organisations, families, skills and competencies share."""

    name: LocalLine
    aliases: LocalLines = Field(default_factory=dict)
    summary: LocalLine = Field(default_factory=dict)
    same_as: tuple[Uri, ...] = ()


class Organization(_Reference):
    """An employer."""


class JobFamily(_Reference):
    """A group of occupations."""


class Skill(_Reference):
    """Something a person can do."""


class Competency(_Reference):
    """A quality an interview looks for."""
