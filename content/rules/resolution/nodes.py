"""The nodes of a body: what every content type has in common, and the small types whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from content.rules.resolution.context import Bindings, Context, Scope
from content.rules.resolution.levels import levels
from content.rules.resolution.publications import Published
from content.rules.resolution.speaking import Part, Speaker, speak
from content.values.ids import ContentType
from content.values.sources import (
    LEVELS,
    LevelRange,
    Role,
    RolePage,
    Statement,
)

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


def isoformat(at: datetime) -> str:
    """RFC 3339 with milliseconds and a Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


@dataclass(frozen=True)
class Place:
    """Where a part is used: the levels of its owner, leaf first, and the use's ids."""

    owners: tuple[Part, ...]
    block_id: str
    use_id: str
    owner_suffix: str = ""

    @property
    def suffix(self) -> str:
        """What makes the node's id its own: `@<owner>/<useId>`, outermost last."""
        return f"@{self.owners[0].entity_id}/{self.use_id}{self.owner_suffix}"

    def overrides(self, name: str) -> Iterator[Speaker]:
        """The owners' voices for one localised field of the used part."""
        for owner in self.owners:
            yield owner.override(self.block_id, self.use_id, name)

    def shared_override(self, name: str) -> Any:
        """The first owner's override of an unlocalised field, leaf first."""
        for owner in self.owners:
            said = owner.shared_override(self.block_id, self.use_id, name)
            if said is not None:
                return said
        return None


def suffix_of(place: Place | None) -> str:
    """The part of a base id that a use adds."""
    return place.suffix if place else ""


def speakers(place: Place | None, parts: list[Part], name: str) -> Iterator[Speaker]:
    """Everyone who may say a field, most specific first."""
    if place is not None:
        yield from place.overrides(name)
    for part in parts:
        yield part.field(name)


def begin(ctx: Context, part: Part, published: Published, suffix: str, scope: Scope) -> Node:
    """A node with the fields of interface Content; `updatedAt` is set by `finish`."""
    ctx.count_node(part.entity_id)
    ctx.tags[part.entity_id] = None
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
    """Sets when the node last changed: the latest publication of anything it used."""
    node["updatedAt"] = isoformat(latest[0])
    return node


def translations(ctx: Context, part: Part) -> list[dict[str, Any]]:
    """The locales that really publish the entity, in configured order."""
    found = []
    for locale in ctx.config.locales.all:
        published = part.published(locale)
        if published is None:
            continue
        slug = title = url = None
        if isinstance(published.source, RolePage):
            entry = published.source.slug.get(locale)
            slug = entry.value if entry else None
            url = ctx.config.url_of(slug, locale) if slug else None
            with ctx.publications.aside():
                ancestors = levels(part, ctx.chain, ctx.publications)
                spoken = speak((level.field("title") for level in ancestors), (locale,))
            title = spoken.value if spoken else None
        found.append({"locale": locale, "slug": slug, "title": title, "url": url})
    return found


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


NO_BINDINGS = Bindings()


def reference(ctx: Context, entity_id: str, holder: Scope | None, path: str) -> Node | None:
    """A family, skill, competency or organisation; None, and an issue, if not published."""
    part = ctx.part(entity_id)
    with ctx.publications.frame() as latest:
        published = part.structure
        if published is None:
            report_unpublished(ctx, entity_id, path)
            return None
        scope = Scope([], holder, path)
        node = begin(ctx, part, published, "", scope)
        name = ctx.say(scope, "name", [part.field("name")])
        aliases = ctx.say(scope, "aliases", [part.field("aliases")])
        summary = ctx.say(scope, "summary", [part.field("summary")])
        node["name"] = name.value if name else published.key
        node["aliases"] = list(aliases.value) if aliases else []
        node["summary"] = summary.value if summary else None
        node["sameAs"] = list(getattr(published.source, "same_as", ()))
    return finish(node, latest)


def references(ctx: Context, ids: tuple[str, ...], holder: Scope, path: str) -> list[Node]:
    """Reference nodes in order; what is not published is left out and reported."""
    found = (
        reference(ctx, entity_id, holder, f"{path}.{index}") for index, entity_id in enumerate(ids)
    )
    return [node for node in found if node is not None]


def report_unpublished(ctx: Context, entity_id: str, path: str) -> None:
    """Notes that a target is missing from this locale's readers."""
    ctx.report(path, "UNPUBLISHED_TARGET", f"{entity_id} is not published and was left out")


def role_skills(ctx: Context, role: Role, scope: Scope) -> list[dict[str, Any]]:
    """The skills of a role, required ones first."""
    ordered = sorted(role.skills, key=lambda skill: skill.importance.value, reverse=True)
    rows = []
    for index, skill in enumerate(ordered):
        node = reference(ctx, skill.skill, scope, f"skills.{index}")
        if node is not None:
            rows.append({"skill": node, "importance": skill.importance.value})
    return rows


def role(ctx: Context, entity_id: str, holder: Scope | None, path: str) -> Node | None:
    """A role; None, and an issue, if it is not published."""
    part = ctx.part(entity_id)
    with ctx.publications.frame() as latest:
        published = part.structure
        if published is None or not isinstance(published.source, Role):
            report_unpublished(ctx, entity_id, path)
            return None
        source = published.source
        scope = Scope([], holder, path)
        node = begin(ctx, part, published, "", scope)
        title = ctx.say(scope, "title", [part.field("title")])
        plural = ctx.say(scope, "pluralTitle", [part.field("plural_title")])
        aliases = ctx.say(scope, "aliases", [part.field("aliases")])
        summary = ctx.say(scope, "summary", [part.field("summary")])
        node["title"] = title.value if title else published.key
        node["pluralTitle"] = plural.value if plural else None
        node["aliases"] = list(aliases.value) if aliases else []
        node["summary"] = ctx.rich(summary.value, NO_BINDINGS) if summary else None
        family = source.family and reference(ctx, source.family, scope, "family")
        node["family"] = family or None
        node["level"] = source.level and source.level.value
        node["skills"] = role_skills(ctx, source, scope)
        node["occupationCodes"] = [
            {"scheme": code.scheme.value, "code": code.code, "label": code.label}
            for code in source.occupation_codes
        ]
        ctx.search.extend([node["title"], *node["aliases"]])
    return finish(node, latest)
