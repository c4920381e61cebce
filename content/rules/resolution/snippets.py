"""Snippets as content of their own; on a page they are a block without identity."""

from content.rules.resolution.context import Context
from content.rules.resolution.nodes import Node, begin, finish
from content.rules.resolution.scope import Scope
from content.rules.resolution.showing import Bindings, empty
from content.values.sources import Snippet


def snippet(ctx: Context, entity_id: str, bindings: Bindings) -> Node | None:
    """A snippet; None if it is not published."""
    part = ctx.part(entity_id)
    published = part.structure
    if published is None or not isinstance(published.source, Snippet):
        return None
    with ctx.publications.frame() as latest:
        scope = Scope(published.locale)
        node = begin(ctx, part, published, scope)
        body = ctx.say(scope, "body", [part.field("body")])
        node["kind"] = published.source.kind.value
        node["body"] = ctx.rich(body.value, bindings) if body else empty()
    return finish(node, latest)
