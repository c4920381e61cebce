"""Role pages: the documents whole."""

from content.rules.resolution import structured_data
from content.rules.resolution.blocks import Embed, Owner, ambiguous_uses, blocks
from content.rules.resolution.composing import Built, levels_of, merged_of
from content.rules.resolution.context import Context
from content.rules.resolution.job_descriptions import job_description, organizations
from content.rules.resolution.levels import levels
from content.rules.resolution.merging import MergedBlock
from content.rules.resolution.nodes import Node, begin, finish
from content.rules.resolution.references import reference_name, role
from content.rules.resolution.scope import Scope
from content.rules.resolution.seo import seo
from content.rules.resolution.showing import empty
from content.rules.resolution.uses import Place
from content.rules.resolution.variables import Declared, built_ins
from content.values.blocks import JobDescriptionUse
from content.values.sources import RolePage

_DEFAULT_TITLE = "{{role.title}}"


def role_page(ctx: Context, entity_id: str) -> Built | None:
    """A role page; None if its role is not published."""
    part = ctx.part(entity_id)
    published = part.structure
    if published is None or not isinstance(published.source, RolePage):
        return None
    source = published.source
    with ctx.publications.frame() as latest:
        scope = Scope(published.locale)
        parts = levels_of(ctx, part, scope)
        node = begin(ctx, part, published, scope)
        role_node = role(ctx, source.role, scope, "role")
        if role_node is None:
            return None
        merged = merged_of(ctx, parts, scope)
        declared, organization = _gather(ctx, merged)
        bindings = declared.bindings(built_ins(role_node, organization))
        title = ctx.say(scope, "title", [level.field("title") for level in parts])
        intro = ctx.say(scope, "intro", [level.field("intro") for level in parts])
        slug = None if published.abstract else source.slug.get(published.locale)
        node["slug"] = slug.value if slug else None
        node["title"] = ctx.line(title.value if title else _DEFAULT_TITLE, bindings)
        node["url"] = ctx.config.url_of(node["slug"] or published.key, published.locale)
        node["role"] = role_node
        node["intro"] = ctx.rich(intro.value, bindings) if intro else empty()
        owner = Owner(
            parts, scope, bindings, source.role, ambiguous_uses(merged), embed=_embedding(ctx)
        )
        node["blocks"] = blocks(ctx, owner, merged)
        node["seo"] = seo(ctx, scope, parts, bindings, node)
    finish(node, latest)
    node["jsonLd"] = structured_data.json_ld(node)
    return Built(node, declared.rows())


def _embedding(ctx: Context) -> Embed:
    def embed(place: Place, holder: Scope, path: str) -> Node | None:
        built = job_description(ctx, place.target, place=place, holder=holder, path=path)
        return built.node if built else None

    return embed


def _gather(ctx: Context, merged: list[MergedBlock]) -> tuple[Declared, str | None]:
    """The variables of the embedded job descriptions, and the first organisation's name."""
    declared = Declared()
    organization: str | None = None
    for block in merged:
        if block.hidden or not isinstance(block.own, JobDescriptionUse):
            continue
        for use in block.ordered_uses():
            part = ctx.part(use.target)
            if part.structure is None:
                continue
            path = f"blocks.{block.block_id}.items.{use.use_id}"
            parts = levels(part, ctx.chain, ctx.publications, f"{path}.extends")
            declared.add(ctx, parts, path)
            named = next(organizations(parts), None)
            if organization is None and named:
                organization = reference_name(ctx, named)
            break
    return declared, organization
