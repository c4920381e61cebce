"""What storing one article did."""

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How an import ended."""

    CREATED = "CREATED"
    UPDATED = "UPDATED"
    UNCHANGED = "UNCHANGED"
    CHANGED = "CHANGED"
    """The article differs from its last import and nothing was written."""


@dataclass(frozen=True)
class Reuse:
    """A part that was there already. `overridden`: it has another answer on this page."""

    type: str
    key: str
    text: str
    overridden: bool = False


@dataclass
class Outcome:
    """What there is now, by key, and what an editor should know."""

    status: Status
    page: str
    slug: str = ""
    role: str = ""
    role_reused: bool = False
    job_description: str = ""
    created: dict[str, int] = field(default_factory=dict)
    reused: list[Reuse] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    published: bool = False
    diff: list[str] = field(default_factory=list)
