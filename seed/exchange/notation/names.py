"""Names stand for entity ids in a library: a key where the type is clear, else `TYPE/key`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from content.values.ids import PREFIXES, ContentType


class Name(NamedTuple):
    """What an entity is called wherever ids mean nothing."""

    type: ContentType
    key: str

    def __str__(self) -> str:
        return f"{self.type}/{self.key}"


FOLDERS: Final[dict[ContentType, str]] = {
    ContentType.ROLE: "roles",
    ContentType.STATEMENT: "statements",
    ContentType.INTERVIEW_QUESTION: "interview-questions",
    ContentType.SNIPPET: "snippets",
    ContentType.JOB_DESCRIPTION: "job-descriptions",
    ContentType.ROLE_PAGE: "role-pages",
    ContentType.ORGANIZATION: "organizations",
    ContentType.JOB_FAMILY: "job-families",
    ContentType.SKILL: "skills",
    ContentType.COMPETENCY: "competencies",
}
"""The folder of each type in an export."""

PLACEHOLDER_ID: Final = "0" * 26
"""Stands for the id of what is not there, so that reading can go on."""
NameOf = Callable[[str], Name | None]
"""The name of an entity id; None for what a library does not hold."""


@dataclass
class Names:
    """The ids names stand for; `declared` are those of the library itself."""

    ids: Mapping[Name, str]
    declared: frozenset[Name] = frozenset()

    def find(self, name: Name) -> str | None:
        """The id of that name."""
        return self.ids.get(name)


@dataclass
class Collector(Names):
    """Finds every name, and remembers it was asked for."""

    asked: set[Name] = field(default_factory=set)

    def find(self, name: Name) -> str | None:
        """An id of the right type that belongs to nobody."""
        self.asked.add(name)
        return f"{PREFIXES[name.type]}_{PLACEHOLDER_ID}"


def split(text: str, types: tuple[ContentType, ...]) -> list[Name]:
    """What a reference may mean where entities of those types fit; nothing if it is malformed."""
    type_name, slash, key = text.rpartition("/")
    if not slash:
        return [Name(each, key) for each in types]
    return [Name(each, key) for each in types if each == type_name]
