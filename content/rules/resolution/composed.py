"""The two composed types: job descriptions and role pages."""

from dataclasses import dataclass, field
from typing import Any

from content.rules.resolution import structured_data
from content.rules.resolution.blocks import Owner, blocks
from content.rules.resolution.context import Bindings, Context, Scope
from content.rules.resolution.levels import MergedBlock, levels, merged_blocks, missing_parent
from content.rules.resolution.nodes import (
    Node,
    Place,
    begin,
    finish,
    reference,
    report_unpublished,
    role,
    speakers,
    suffix_of,
)
from content.rules.resolution.parts import EMPTY
from content.rules.resolution.speaking import Part
from content.rules.resolution.variables import Declared, built_ins
from content.values.blocks import JobDescriptionUse
from content.values.sources import JobDescription, RolePage

DESCRIPTION_LENGTH = 155


@dataclass
class Built:
    """A composed node with the variables a reader may bind in it."""

    node: Node
    variables: list[Node] = field(default_factory=list)


def job_description(
    ctx: Context,
    entity_id: str,
    *,
    place: Place | None = None,
    holder: Scope | None = None,
    path: str = "",
) -> Built | None:
    """A job description, alone or in its use; None, and an issue, if it is not published."""
    part = ctx.part(entity_id)
    with ctx.publications.frame() as latest:
        published = part.structure
        if published is None or not isinstance(published.source, JobDescription):
            report_unpublished(ctx, entity_id, path)
            return None
        source = published.source
        parts = levels(part, ctx.chain, ctx.publications)
        _report_parent(ctx, parts, path)
        scope = Scope([], holder, path)
        node = begin(ctx, part, published, suffix_of(place), scope)
        role_node = role(ctx, source.role, scope, "role")
        organization_id = next(_organizations(parts), None)
        organization = organization_id and reference(ctx, organization_id, scope, "organization")
        declared = Declared()
        declared.add(ctx, parts, path)
        bindings = declared.bindings(built_ins(role_node, organization or None))
        if role_node is None:
            return None
        title = ctx.say(scope, "title", speakers(place, parts, "title"))
        location = ctx.say(scope, "location", speakers(place, parts, "location"))
        overview = ctx.say(scope, "overview", speakers(place, parts, "overview"))
        ctx.line(node, "title", title.value if title else "{{role.title}}", bindings)
        node["location"] = None
        if location is not None:
            ctx.line(node, "location", location.value, bindings)
        node["overview"] = ctx.rich(overview.value, bindings) if overview else dict(EMPTY)
        node["role"] = role_node
        node["organization"] = organization or None
        owner = Owner(parts, scope, bindings, source.role, suffix_of(place))
        node["blocks"] = blocks(ctx, owner)
        node["variables"] = declared.rows()
    return Built(finish(node, latest), node["variables"])


def _organizations(parts: list[Part]) -> Any:
    for part in parts:
        source = part.structure.source if part.structure else None
        if isinstance(source, JobDescription) and source.organization:
            yield source.organization


def _report_parent(ctx: Context, parts: list[Part], path: str) -> None:
    parent = missing_parent(parts)
    if parent is not None:
        report_unpublished(ctx, parent, f"{path}.extends" if path else "extends")


def role_page(ctx: Context, entity_id: str) -> Built | None:
    """A role page; None, and an issue, if its role is not published."""
    part = ctx.part(entity_id)
    with ctx.publications.frame() as latest:
        published = part.structure
        if published is None or not isinstance(published.source, RolePage):
            return None
        source = published.source
        parts = levels(part, ctx.chain, ctx.publications)
        _report_parent(ctx, parts, "")
        scope = Scope([])
        node = begin(ctx, part, published, "", scope)
        role_node = role(ctx, source.role, scope, "role")
        if role_node is None:
            return None
        merged = merged_blocks(parts, [], lambda _: None)
        declared, organization = _gather(ctx, merged)
        bindings = declared.bindings(built_ins(role_node, organization))
        title = ctx.say(scope, "title", speakers(None, parts, "title"))
        intro = ctx.say(scope, "intro", speakers(None, parts, "intro"))
        slug = source.slug.get(published.locale)
        node["slug"] = slug.value if slug else None
        ctx.line(node, "title", title.value if title else role_node["title"], bindings)
        url = ctx.config.url_of(node["slug"] or published.key, published.locale)
        node["url"] = url
        node["role"] = role_node
        node["intro"] = ctx.rich(intro.value, bindings) if intro else dict(EMPTY)

        def embed(target: str, place: Place, holder: Scope, at: str) -> Node | None:
            built = job_description(ctx, target, place=place, holder=holder, path=at)
            return built.node if built else None

        owner = Owner(parts, scope, bindings, source.role, embed=embed)
        node["blocks"] = blocks(ctx, owner)
        clean_title = ctx.clean_line(title.value, bindings) if title else role_node["title"]
        node["seo"] = _seo(ctx, scope, parts, bindings, clean_title, node)
    finish(node, latest)
    node["jsonLd"] = structured_data.json_ld(node, ctx.clean, published.locale)
    return Built(node, declared.rows())


def _gather(ctx: Context, merged: list[MergedBlock]) -> tuple[Declared, Node | None]:
    """The variables of all embedded job descriptions, and the first one's organisation."""
    declared = Declared()
    organization: Node | None = None
    for block in merged:
        if not isinstance(block.own, JobDescriptionUse):
            continue
        for use in block.ordered_uses():
            part = ctx.part(use.target)
            if part.structure is None:
                continue
            parts = levels(part, ctx.chain, ctx.publications)
            declared.add(ctx, parts, f"blocks.{block.own.block_id}")
            named = next(_organizations(parts), None)
            if organization is None and named:
                organization = reference(ctx, named, None, "organization")
    return declared, organization


def _seo(
    ctx: Context, scope: Scope, parts: list[Part], bindings: Bindings, title: str, node: Node
) -> Node:
    own_title = ctx.say(scope, "seo.title", speakers(None, parts, "seo.title"))
    own_text = ctx.say(scope, "seo.description", speakers(None, parts, "seo.description"))
    if own_text:
        description = ctx.clean_line(own_text.value, bindings)
    else:
        description = shortened(ctx.clean.get(id(node["intro"]), ""), DESCRIPTION_LENGTH)
    structure = parts[0].structure
    source = structure.source if structure else None
    return {
        "title": ctx.clean_line(own_title.value, bindings) if own_title else title,
        "description": description or None,
        "robots": source.seo.robots.value if isinstance(source, RolePage) else "INDEX",
        "canonicalUrl": node["url"],
    }


def shortened(text: str, length: int) -> str:
    """The text's beginning, cut at a word, in at most that many characters."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1].rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:.–-") + "…"
