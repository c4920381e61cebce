"""Statements, alone or in their use on a page."""

from content.rules.resolution.context import Context
from content.rules.resolution.nodes import Node, begin, finish, level_range, report_unpublished
from content.rules.resolution.references import references
from content.rules.resolution.scope import Scope
from content.rules.resolution.showing import Bindings, empty
from content.rules.resolution.uses import Place, say, suffix_of
from content.values.blocks import StatementKind
from content.values.sources import Importance, Statement


def statement(
    ctx: Context,
    entity_id: str,
    bindings: Bindings,
    *,
    place: Place | None = None,
    holder: Scope | None = None,
    path: str = "",
    kind: StatementKind | None = None,
) -> Node | None:
    """A statement as its own kind's type; None, and an issue, if it cannot stand here."""
    part = ctx.part(entity_id)
    published = part.structure
    at = holder.at(path) if holder else path
    if published is None or not isinstance(published.source, Statement):
        report_unpublished(ctx, entity_id, at)
        return None
    source = published.source
    if kind is not None and source.kind is not kind:
        told = f"{published.key} is a {source.kind.lower()} in a list of another kind"
        ctx.report(at, "WRONG_KIND", told)
        return None
    with ctx.publications.frame() as latest:
        scope = Scope(published.locale, holder, path)
        node = begin(ctx, part, published, scope, suffix_of(place))
        heading = say(ctx, scope, "heading", [part.field("heading")], place)
        text = say(ctx, scope, "text", [part.field("text")], place)
        node["heading"] = ctx.line(heading.value, bindings) if heading else None
        node["text"] = ctx.rich(text.value, bindings) if text else empty()
        node["skills"] = references(ctx, source.skills, scope, "skills")
        node["levels"] = level_range(source.levels)
        if source.kind is StatementKind.REQUIREMENT:
            node["importance"] = _importance(place, source.importance).value
    return finish(node, latest)


def _importance(place: Place | None, own: Importance | None) -> Importance:
    said = place.shared_override("importance") if place else None
    if said in tuple(Importance):
        return Importance(said)
    return own or Importance.REQUIRED
