"""The locales that really publish an entity."""

from typing import Any

from content.rules.resolution.context import Context
from content.rules.resolution.page_names import page_name
from content.rules.resolution.publications import Published
from content.rules.resolution.speaking import Part
from content.values.sources import RolePage


def translations(ctx: Context, part: Part) -> list[dict[str, Any]]:
    """The locales that publish the entity, in configured order; pages with title and address.

    They tell of other locales' publications, which therefore do not count as this one's.
    """
    published = (part.published(locale) for locale in ctx.config.locales.all)
    return [_translation(ctx, each) for each in published if each is not None]


def _translation(ctx: Context, published: Published) -> dict[str, Any]:
    source, locale = published.source, published.locale
    if not isinstance(source, RolePage) or published.abstract:
        return {"locale": locale, "slug": None, "title": None, "url": None}
    chain = ctx.config.locales.chain(locale)
    with ctx.publications.apart():
        page = Part(published.entity, chain, ctx.publications)
        title = page_name(ctx, page, chain).title or None
    slug = source.slug.get(locale)
    return {
        "locale": locale,
        "slug": slug.value if slug else None,
        "title": title,
        "url": ctx.config.url_of(slug.value, locale) if slug else None,
    }
