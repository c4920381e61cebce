"""The parts that generated pages share: those of the sample library, as its authors wrote them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import seed
from content.editing import NewEntity
from content.values.ids import ContentType, new_id
from content.values.sources import parse_source

_LIBRARY = Path(seed.__file__).parent / "library"
FAMILIES = ("Engineering", "Data", "Design", "Product", "Operations", "Security", "Quality")
SKILLS = (
    "Python", "SQL", "TypeScript", "Kubernetes", "Testing", "Accessibility", "Prototyping",
    "Statistics", "Observability", "Threat modelling", "Facilitation", "Technical writing",
    "Query tuning", "Interviewing", "Roadmapping", "Incident response", "GraphQL", "Streaming",
    "Data modelling", "Code review",
)  # fmt: skip


@dataclass
class Parts:
    """What can be used on pages: ids by kind, and the entities that are to be created."""

    families: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    snippet: str = ""
    on_many_pages: str = ""
    statements: dict[str, list[str]] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    news: list[NewEntity] = field(default_factory=list)

    def add(self, content_type: ContentType, key: str, source: dict[str, Any]) -> str:
        """The id of a part that is to be created."""
        new = NewEntity(
            type=content_type,
            key=key,
            source=parse_source(content_type, source),
            id=new_id(content_type),
        )
        self.news.append(new)
        return new.id


def shared_parts() -> Parts:
    """Families, skills, a snippet, and every statement and question of the sample library."""
    parts = Parts()
    for name in FAMILIES:
        parts.families.append(parts.add(ContentType.JOB_FAMILY, _key(name), {"name": {"en": name}}))
    for name in SKILLS:
        parts.skills.append(parts.add(ContentType.SKILL, _key(name), {"name": {"en": name}}))
    body = "We hire for **what people can do**. Tell us what you need for a fair interview."
    snippet = {"kind": "EQUAL_OPPORTUNITY", "body": {"en": body}}
    parts.snippet = parts.add(ContentType.SNIPPET, "equal-opportunity", snippet)
    for entry in _entries("statements"):
        _add_statement(parts, entry)
    for entry in _entries("questions"):
        _add_question(parts, entry)
    duty = {"kind": "RESPONSIBILITY", "text": {"en": "Take part in the rota for *incidents*."}}
    parts.on_many_pages = parts.add(ContentType.STATEMENT, "on-many-pages", duty)
    return parts


def _entries(folder: str) -> Iterable[dict[str, Any]]:
    for file in sorted((_LIBRARY / folder).glob("*.yaml")):
        yield from yaml.safe_load(file.read_text("utf-8"))


def _add_statement(parts: Parts, entry: dict[str, Any]) -> None:
    source = {"kind": entry["kind"], "text": {"en": entry["text"]["en"]}}
    if "en" in entry.get("heading", {}):
        source["heading"] = {"en": entry["heading"]["en"]}
    new = parts.add(ContentType.STATEMENT, entry["key"], source)
    parts.statements.setdefault(entry["kind"], []).append(new)


def _add_question(parts: Parts, entry: dict[str, Any]) -> None:
    answer = entry.get("sample_answer", {}).get("en")
    source = {
        "prompt": {"en": entry["prompt"]["en"]},
        "kind": entry.get("kind"),
        "difficulty": entry.get("difficulty"),
        "minutes": entry.get("minutes"),
        "sample_answer": {"en": answer} if answer else {},
        "skills": [parts.skills[len(parts.questions) % len(parts.skills)]],
    }
    parts.questions.append(parts.add(ContentType.INTERVIEW_QUESTION, entry["key"], source))


def _key(name: str) -> str:
    return "-".join(name.lower().split())
