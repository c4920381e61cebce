"""Blocks made from elsewhere: SkillsTable and RelatedRoles."""

from content.rules.resolution.blocks.owner import BlockInHand
from content.rules.resolution.nodes import Node, report_unpublished
from content.rules.resolution.page_names import page_name
from content.rules.resolution.precedence import speak
from content.rules.resolution.references import role_skills
from content.rules.resolution.showing import line
from content.rules.resolution.uses import Place
from content.values.sources import Role, RolePage


def skills_table(block: BlockInHand) -> Node | None:
    """The skills of the owner's role; None if it has none."""
    ctx, owner = block.ctx, block.owner
    role = ctx.part(owner.role_id).structure
    if role is None or not isinstance(role.source, Role):
        return None
    ctx.publications.count(role.at)
    rows = role_skills(ctx, role.source, owner.scope, f"{block.path}.skills")
    return {"skills": rows} if rows else None


def related_roles(block: BlockInHand) -> Node | None:
    """Cards of other role pages; None if none is published."""
    items = block.items(lambda place, path: _card(block, place, path))
    return {"items": items} if items else None


def _card(block: BlockInHand, place: Place, path: str) -> Node | None:
    ctx, owner = block.ctx, block.owner
    page = ctx.part(place.target)
    published = page.structure
    source = published.source if published is not None else None
    if published is None or not isinstance(source, RolePage):
        report_unpublished(ctx, place.target, owner.scope.at(path))
        return None
    slug = None if published.abstract else source.slug.get(published.locale)
    title, locales, entities = _title(block, place)
    if not title or slug is None:
        told = f"{published.key} has no title or no address to be shown with; it was left out"
        ctx.report(owner.scope.at(path), "NAMELESS_PAGE", told)
        return None
    ctx.count_node(owner.scope.at(path))
    ctx.tags.update(entities)
    ctx.publications.count(published.at)
    for name, locale in (*(("title", locale) for locale in locales), ("slug", published.locale)):
        if locale != ctx.locale:
            owner.scope.note(f"{path}.{name}", locale)
    return {
        "entityId": place.target,
        "title": title,
        "slug": slug.value,
        "url": ctx.config.url_of(slug.value, published.locale),
    }


def _title(block: BlockInHand, place: Place) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The title of a card, the locales its words are in, and the entities they came from.

    An override is the owner's text and bound to the owner's role; the page's own is not.
    """
    ctx = block.ctx
    spoken = speak(place.overrides("title"), ctx.chain)
    if spoken is not None:
        place.overriding.add(spoken.speaker)
        shown = line(spoken.value, block.owner.bindings)
        return shown.clean, (spoken.locale,), (place.target,)
    named = page_name(ctx, ctx.part(place.target), ctx.chain)
    return named.title, named.locales, named.entities
