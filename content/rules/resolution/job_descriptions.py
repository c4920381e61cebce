"""Job descriptions, alone or embedded in a page."""

from collections.abc import Iterator

from content.rules.resolution.blocks import Owner, ambiguous_uses, blocks
from content.rules.resolution.composing import Built, levels_of, merged_of
from content.rules.resolution.context import Context
from content.rules.resolution.nodes import Node, begin, finish, report_unpublished
from content.rules.resolution.references import reference, role
from content.rules.resolution.scope import Scope
from content.rules.resolution.showing import empty
from content.rules.resolution.speaking import Part
from content.rules.resolution.uses import Place, say, suffix_of
from content.rules.resolution.variables import Declared, built_ins
from content.values.sources import JobDescription

_DEFAULT_TITLE = "{{role.title}}"


def job_description(
    ctx: Context,
    entity_id: str,
    *,
    place: Place | None = None,
    holder: Scope | None = None,
    path: str = "",
) -> Built | None:
    """A job description, alone or in its use; None, and an issue, if it cannot be shown.

    It cannot where it is not published, nor where its role is not.
    """
    part = ctx.part(entity_id)
    published = part.structure
    if published is None or not isinstance(published.source, JobDescription):
        report_unpublished(ctx, entity_id, holder.at(path) if holder else path)
        return None
    source = published.source
    if ctx.part(source.role).structure is None:
        at = holder.at(f"{path}.role") if holder else "role"
        report_unpublished(ctx, source.role, at)
        return None
    with ctx.publications.frame() as latest:
        scope = Scope(published.locale, holder, path)
        parts = levels_of(ctx, part, scope)
        node = begin(ctx, part, published, scope, suffix_of(place))
        role_node = role(ctx, source.role, scope, "role")
        organization = _organization(ctx, parts, scope)
        declared = Declared()
        declared.add(ctx, parts, scope.at(""), scope)
        name = organization["name"] if organization else None
        bindings = declared.bindings(built_ins(role_node, name))
        title = say(ctx, scope, "title", [level.field("title") for level in parts], place)
        location = say(ctx, scope, "location", [level.field("location") for level in parts], place)
        overview = say(ctx, scope, "overview", [level.field("overview") for level in parts], place)
        node["title"] = ctx.line(title.value if title else _DEFAULT_TITLE, bindings)
        node["location"] = ctx.line(location.value, bindings) if location else None
        node["overview"] = ctx.rich(overview.value, bindings) if overview else empty()
        node["role"] = role_node
        node["organization"] = organization
        merged = merged_of(ctx, parts, scope)
        owner = Owner(parts, scope, bindings, source.role, ambiguous_uses(merged), suffix_of(place))
        node["blocks"] = blocks(ctx, owner, merged)
        node["variables"] = declared.rows()
    return Built(finish(node, latest), node["variables"])


def organizations(parts: list[Part]) -> Iterator[str]:
    """The organisations that levels of a job description name, the leaf's first."""
    for part in parts:
        source = part.structure.source if part.structure else None
        if isinstance(source, JobDescription) and source.organization:
            yield source.organization


def _organization(ctx: Context, parts: list[Part], scope: Scope) -> Node | None:
    organization_id = next(organizations(parts), None)
    return reference(ctx, organization_id, scope, "organization") if organization_id else None
