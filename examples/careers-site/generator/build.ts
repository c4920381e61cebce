import { fileOf, indexPath, jobDescriptionPath, rolePath } from './addresses.ts'
import { assetFiles, fingerprint, readAssets } from './assets.ts'
import { sourceAt } from './fetch.ts'
import { readLibrary, without } from './library.ts'
import { outputIn, type Output } from './output.ts'
import { PagesOnSite, byLocale, everSeen } from './pages-on-site.ts'
import { jobDescriptionHtml } from './pages/job-description.tsx'
import { movedHtml } from './pages/moved.tsx'
import { notFoundHtml } from './pages/not-found.tsx'
import { roleIndexHtml } from './pages/role-index.tsx'
import { rolePageHtml } from './pages/role-page.tsx'
import { findRedirects, redirectsFile, type Redirect } from './redirects.ts'
import { fetchPages, unknownBlocks, type Fetched } from './role-pages.ts'
import type { Settings } from './settings.ts'
import { cardsOf, type Site } from './site.ts'
import { entriesOf, robots, sitemap, type Entry } from './sitemap.ts'
import { digest, stateIn } from './state.ts'

/** What a build did. */
export interface Summary {
  pages: number
  written: number
  removed: number
  redirects: number
  unknownBlocks: number
  /** Slugs that were in a list, and no page any more when it was asked for. */
  skipped: string[]
}

/**
 * Makes the site: asks for everything with the ETags of the last build, makes anew what is made
 * of something that changed, and replaces the site when all of it is there.
 *
 * @throws BuildError if something cannot be had; then the site is as it was.
 */
export async function build(settings: Settings): Promise<Summary> {
  const state = stateIn(settings.state)
  const source = sourceAt(settings.endpoint, state.memory)
  const listed = await readLibrary(source)
  const { found, skipped } = await fetchPages(source, listed)
  const library = without(listed, skipped)
  const pages = new PagesOnSite(found)
  const seen = everSeen(state.last.slugs, found)
  const redirects = await findRedirects(
    source,
    seen.filter((one) => !pages.at(one)),
    (address) => pages.hasJob(address),
  )

  const site: Site = {
    url: settings.siteUrl,
    endpoint: settings.endpoint,
    assets: readAssets(),
    library,
  }
  const output = outputIn(settings.out, state.last)
  try {
    const { count, written } = addPages(site, output, settings, found, pages)
    addRest(site, output, redirects, entriesOf(library.shelves.keys(), found, pages))
    const removed = output.gone().filter((file) => file.endsWith('.html')).length
    output.publish()
    state.save({ files: output.files, slugs: byLocale(seen) })
    return {
      pages: count,
      written,
      removed,
      redirects: new Set(redirects.map(({ page }) => page)).size,
      unknownBlocks: found.reduce((sum, one) => sum + unknownBlocks(one), 0),
      skipped: skipped.map(({ slug }) => slug),
    }
  } finally {
    output.abandon()
  }
}

function addPages(
  site: Site,
  output: Output,
  settings: Settings,
  found: readonly Fetched[],
  pages: PagesOnSite,
): { count: number; written: number } {
  const { shelves, defaultLocale } = site.library
  const generator = digest(
    fingerprint(),
    JSON.stringify([settings, site.assets, [...shelves.keys()]]),
  )
  let count = 0
  let written = 0
  const add = (path: string, madeOf: readonly unknown[], make: () => string): void => {
    count += 1
    if (output.add(fileOf(path), digest(generator, JSON.stringify(madeOf)), make)) written += 1
  }

  for (const [locale, { pages, families, facets }] of shelves) {
    const paths = locale === defaultLocale ? ['/', indexPath(locale)] : [indexPath(locale)]
    for (const path of paths)
      add(path, [pages, families, facets], () => roleIndexHtml(site, locale))
  }
  for (const one of found) {
    const { page, job } = one
    const locale = page.resolvedLocale
    const { role, job: jobs } = pages.translationsOf(one)
    add(rolePath(locale, page.slug), [page, [...role], cardsOf(site, page)], () =>
      rolePageHtml(site, page, role),
    )
    if (!job) continue
    const path = jobDescriptionPath(locale, page.slug)
    add(path, [job, [...jobs]], () => jobDescriptionHtml(site, locale, job, jobs))
  }
  add('/404.html', [], () => notFoundHtml(site))
  return { count, written }
}

/** What is no page of its own: redirects, what crawlers read, and what browsers load. */
function addRest(
  site: Site,
  output: Output,
  redirects: readonly Redirect[],
  entries: readonly Entry[],
): void {
  for (const { locale, from, to } of redirects) {
    output.add(fileOf(from), digest(fingerprint(), site.url, to), () =>
      movedHtml(site.url, locale, to),
    )
  }
  const text = (file: string, content: string) => output.add(file, digest(content), () => content)
  text('sitemap.xml', sitemap(site.url, entries))
  text('robots.txt', robots(site.url))
  text('_redirects', redirectsFile(redirects))
  for (const { file, content } of assetFiles())
    output.add(file, digest(content.toString('base64')), () => content)
}
