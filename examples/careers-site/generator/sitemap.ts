import { indexPath, jobDescriptionPath, rolePath } from './addresses.ts'
import { escaped } from './escaping.ts'
import type { PagesOnSite } from './pages-on-site.ts'
import type { Fetched } from './role-pages.ts'

/** A page that search engines should know. */
export interface Entry {
  path: string
  updatedAt: string | null
  /** Its addresses by locale, its own among them. */
  translations: ReadonlyMap<string, string>
}

/** The sitemap of a site, in the format of sitemaps.org, with the translations of each page. */
export function sitemap(siteUrl: string, entries: readonly Entry[]): string {
  const urls = entries.map(({ path, updatedAt, translations }) => {
    const lines = [`<loc>${escaped(siteUrl + path)}</loc>`]
    if (updatedAt) lines.push(`<lastmod>${updatedAt}</lastmod>`)
    if (translations.size > 1) {
      for (const [locale, address] of translations) {
        const link = `rel="alternate" hreflang="${locale}" href="${escaped(siteUrl + address)}"`
        lines.push(`<xhtml:link ${link}/>`)
      }
    }
    return `<url>${lines.join('')}</url>\n`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"',
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n',
    ...urls,
    '</urlset>\n',
  ].join('')
}

/** What crawlers are told. */
export function robots(siteUrl: string): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${siteUrl}/sitemap.xml\n`
}

/** What of a site search engines should know: its indexes, and the pages that want to be found. */
export function entriesOf(
  locales: Iterable<string>,
  found: readonly Fetched[],
  pages: PagesOnSite,
): Entry[] {
  const indexes = new Map(Array.from(locales, (locale) => [locale, indexPath(locale)]))
  const entries: Entry[] = [...indexes.values()].map((path) => ({
    path,
    updatedAt: null,
    translations: indexes,
  }))
  for (const one of found) {
    const { slug, resolvedLocale, seo, updatedAt } = one.page
    if (seo.robots !== 'INDEX') continue
    const { role, job } = pages.translationsOf(one)
    entries.push({ path: rolePath(resolvedLocale, slug), updatedAt, translations: role })
    if (!one.job) continue
    const jobPath = jobDescriptionPath(resolvedLocale, slug)
    entries.push({ path: jobPath, updatedAt: null, translations: job })
  }
  return entries
}
