"""How a page presents itself to search engines; never with a label in brackets."""

from content.rules.resolution.context import Context
from content.rules.resolution.nodes import Node
from content.rules.resolution.scope import Scope
from content.rules.resolution.showing import Bindings, line, shortened
from content.rules.resolution.speaking import Part
from content.values.sources import RolePage

DESCRIPTION_LENGTH = 155


def seo(ctx: Context, scope: Scope, parts: list[Part], bindings: Bindings, node: Node) -> Node:
    """The title and description written for it, else the page's title and its intro's begin."""
    title, description = (
        ctx.say(scope, f"seo.{name}", [level.field(f"seo.{name}") for level in parts])
        for name in ("title", "description")
    )
    own_title = line(title.value, bindings).clean if title else ""
    own_description = line(description.value, bindings).clean if description else ""
    structure = parts[0].structure
    source = structure.source if structure else None
    return {
        "title": own_title or node["title"].clean or node["role"]["title"],
        "description": own_description
        or shortened(node["intro"].clean, DESCRIPTION_LENGTH)
        or None,
        "robots": source.seo.robots.value if isinstance(source, RolePage) else "INDEX",
        "canonicalUrl": node["url"],
    }
