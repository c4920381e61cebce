import type { Assets } from './assets.ts'
import { rolePath } from './addresses.ts'
import type { Library, Listed, Shelf } from './library.ts'
import type { RolePage } from './pages/role-page.tsx'

/** What every page is made with. */
export interface Site {
  url: string
  /** The delivery API, for the search in the browser. */
  endpoint: string
  assets: Assets
  library: Library
}

/** What is published for the readers of a locale. */
export function shelfOf(site: Site, locale: string): Shelf {
  const shelf = site.library.shelves.get(locale)
  if (!shelf) throw new RangeError(`${locale} is not one of the site's locales`)
  return shelf
}

/** Whether a locale that is not the page's own answered, as the `lang` of a part. */
export function langOf(part: { resolvedLocale: string }, locale: string): string | undefined {
  return part.resolvedLocale === locale ? undefined : part.resolvedLocale
}

/** Where a role page that a list or a card names stands on this site. */
export function addressOf(page: { slug: string; resolvedLocale: string }): string {
  return rolePath(page.resolvedLocale, page.slug)
}

/** The pages that the cards of a page lead to, as the lists have them. */
export function cardsOf(site: Site, page: RolePage): (Listed | undefined)[] {
  const { byId } = shelfOf(site, page.resolvedLocale)
  const cards = page.blocks.flatMap((block) =>
    block.__typename === 'RelatedRoles' ? block.items : [],
  )
  return cards.map(({ entityId }) => byId.get(entityId))
}
