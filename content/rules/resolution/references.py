"""Families, skills, competencies, organisations and roles as nodes."""

from content.rules.resolution.context import Context
from content.rules.resolution.nodes import Node, begin, finish, report_unpublished
from content.rules.resolution.precedence import speak
from content.rules.resolution.scope import Scope
from content.rules.resolution.showing import Bindings
from content.values.sources import Role

_NO_BINDINGS = Bindings()


def reference(
    ctx: Context, entity_id: str, holder: Scope | None, path: str, *, source_path: str | None = None
) -> Node | None:
    """A family, skill, competency or organisation; None, and an issue, if not published.

    `path` is where readers find it in its holder, `source_path` where editors do.
    """
    part = ctx.part(entity_id)
    published = part.structure
    if published is None:
        _report(ctx, entity_id, holder, source_path or path)
        return None
    with ctx.publications.frame() as latest:
        scope = Scope(published.locale, holder, path)
        node = begin(ctx, part, published, scope)
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
    found: list[Node] = []
    for index, entity_id in enumerate(ids):
        node = reference(
            ctx, entity_id, holder, f"{path}.{len(found)}", source_path=f"{path}.{index}"
        )
        if node is not None:
            found.append(node)
    return found


def reference_name(ctx: Context, entity_id: str) -> str | None:
    """The name of a reference entity that is not shown itself; None if it is not published."""
    part = ctx.part(entity_id)
    if part.structure is None:
        return None
    ctx.publications.count(part.structure.at)
    ctx.tags.add(entity_id)
    spoken = speak([part.field("name")], ctx.chain)
    return str(spoken.value) if spoken else part.structure.key


def role_skills(ctx: Context, role: Role, holder: Scope, path: str = "skills") -> list[Node]:
    """The skills of a role, required ones first."""
    ordered = sorted(
        enumerate(role.skills), key=lambda each: each[1].importance.value, reverse=True
    )
    rows: list[Node] = []
    for index, skill in ordered:
        at = f"{path}.{len(rows)}.skill"
        node = reference(ctx, skill.skill, holder, at, source_path=f"{path}.{index}")
        if node is not None:
            rows.append({"skill": node, "importance": skill.importance.value})
    return rows


def role(ctx: Context, entity_id: str, holder: Scope | None, path: str) -> Node | None:
    """A role; None, and an issue, if it is not published."""
    part = ctx.part(entity_id)
    published = part.structure
    if published is None or not isinstance(published.source, Role):
        _report(ctx, entity_id, holder, path)
        return None
    source = published.source
    with ctx.publications.frame() as latest:
        scope = Scope(published.locale, holder, path)
        node = begin(ctx, part, published, scope)
        title = ctx.say(scope, "title", [part.field("title")])
        plural = ctx.say(scope, "pluralTitle", [part.field("plural_title")])
        aliases = ctx.say(scope, "aliases", [part.field("aliases")])
        summary = ctx.say(scope, "summary", [part.field("summary")])
        node["title"] = title.value if title else published.key
        node["pluralTitle"] = plural.value if plural else None
        node["aliases"] = list(aliases.value) if aliases else []
        node["summary"] = ctx.rich(summary.value, _NO_BINDINGS) if summary else None
        node["family"] = reference(ctx, source.family, scope, "family") if source.family else None
        node["level"] = source.level and source.level.value
        node["skills"] = role_skills(ctx, source, scope)
        node["occupationCodes"] = [
            {"scheme": code.scheme.value, "code": code.code, "label": code.label}
            for code in source.occupation_codes
        ]
    return finish(node, latest)


def _report(ctx: Context, entity_id: str, holder: Scope | None, path: str) -> None:
    report_unpublished(ctx, entity_id, holder.at(path) if holder else path)
