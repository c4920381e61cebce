"""What every node of a body has in common."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from content.rules.resolution.context import Context
from content.rules.resolution.publications import Published
from content.rules.resolution.scope import Scope
from content.rules.resolution.speaking import Part
from content.rules.resolution.translations import translations
from content.values.ids import ContentType
from content.values.sources import LEVELS, LevelRange, Statement

Node = dict[str, Any]

TYPENAMES: dict[ContentType, str] = {
    ContentType.ROLE: "Role",
    ContentType.INTERVIEW_QUESTION: "InterviewQuestion",
    ContentType.SNIPPET: "Snippet",
    ContentType.JOB_DESCRIPTION: "JobDescription",
    ContentType.ROLE_PAGE: "RolePage",
    ContentType.ORGANIZATION: "Organization",
    ContentType.JOB_FAMILY: "JobFamily",
    ContentType.SKILL: "Skill",
    ContentType.COMPETENCY: "Competency",
}


def typename(published: Published) -> str:
    """The delivery type of a published entity; statements have one a kind."""
    if isinstance(published.source, Statement):
        return published.source.kind.value.capitalize()
    return TYPENAMES[published.type]


@lru_cache(maxsize=4_096)
def isoformat(at: datetime) -> str:
    """RFC 3339 with milliseconds and a Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def begin(ctx: Context, part: Part, published: Published, scope: Scope, suffix: str = "") -> Node:
    """A node with the fields of interface Content; `updatedAt` is set by `finish`."""
    ctx.count_node(scope.at(""))
    ctx.tags.add(part.entity_id)
    ctx.publications.count(published.at)
    return {
        "__typename": typename(published),
        "id": part.entity_id + suffix,
        "entityId": part.entity_id,
        "key": published.key,
        "resolvedLocale": published.locale,
        "fallbackPaths": scope.fallbacks,
        "translations": translations(ctx, part),
        "publishedAt": isoformat(published.at),
        "firstPublishedAt": isoformat(published.first_at),
        "revision": published.revision,
    }


def finish(node: Node, latest: list[datetime]) -> Node:
    """Sets when the node last changed: the latest publication of anything it shows."""
    node["updatedAt"] = isoformat(latest[0])
    return node


def level_range(levels_range: LevelRange | None) -> dict[str, str] | None:
    """The delivery form of a level range."""
    if levels_range is None:
        return None
    return {"min": levels_range.min.value, "max": levels_range.max.value}


def levels_in(levels_range: LevelRange | None) -> list[str]:
    """Every level of a range, lowest first; none for no range."""
    if levels_range is None:
        return []
    low, high = LEVELS.index(levels_range.min), LEVELS.index(levels_range.max)
    return [level.value for level in LEVELS[low : high + 1]]


def report_unpublished(ctx: Context, entity_id: str, path: str) -> None:
    """Notes that a target is missing from this locale's readers."""
    ctx.report(path, "UNPUBLISHED_TARGET", f"{entity_id} is not published and was left out")
