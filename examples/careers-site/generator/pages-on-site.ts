import { addressesIn, jobDescriptionPath, rolePath } from './addresses.ts'
import type { Address } from './redirects.ts'
import type { Fetched } from './role-pages.ts'

/** Which pages the site has, for links that must not lead nowhere. */
export class PagesOnSite {
  readonly #byPath: ReadonlyMap<string, Fetched>

  constructor(found: readonly Fetched[]) {
    this.#byPath = new Map(
      found.map((one) => [rolePath(one.page.resolvedLocale, one.page.slug), one]),
    )
  }

  at({ locale, slug }: Address): Fetched | undefined {
    return this.#byPath.get(rolePath(locale, slug))
  }

  hasJob(address: Address): boolean | undefined {
    const found = this.at(address)
    return found && found.job !== null
  }

  /** Where a page is in the locales in which it is published, and so its job description. */
  translationsOf({ page }: Fetched): { role: Map<string, string>; job: Map<string, string> } {
    const addresses = page.translations.flatMap(({ locale, slug }) =>
      slug ? [{ locale, slug }] : [],
    )
    const there = addresses.filter((address) => this.at(address))
    return {
      role: addressesIn(there, rolePath),
      job: addressesIn(
        there.filter((address) => this.hasJob(address)),
        jobDescriptionPath,
      ),
    }
  }
}

/** Every page that the site has or had. */
export function everSeen(before: Record<string, string[]>, found: readonly Fetched[]): Address[] {
  const then = Object.entries(before).flatMap(([locale, slugs]) =>
    slugs.map((slug) => ({ locale, slug })),
  )
  const now = found.map(({ page }) => ({ locale: page.resolvedLocale, slug: page.slug }))
  return [
    ...new Map([...then, ...now].map((one) => [rolePath(one.locale, one.slug), one])).values(),
  ]
}

/** Slugs by locale, as the state keeps them. */
export function byLocale(addresses: readonly Address[]): Record<string, string[]> {
  const slugs: Record<string, string[]> = {}
  for (const { locale, slug } of addresses) (slugs[locale] ??= []).push(slug)
  return slugs
}
