import { JobDescriptionDocument, RolePageDocument } from '../queries/generated/graphql.ts'
import type { PageWithJob } from './adapting.ts'
import { isUnknown } from './blocks/block.tsx'
import type { Source } from './fetch.ts'
import type { Library } from './library.ts'
import type { RolePage } from './pages/role-page.tsx'
import { markers } from './placeholders.ts'
import type { Address } from './redirects.ts'

/** A role page as fetched, with the job description to adapt if it has one. */
export interface Fetched {
  page: RolePage
  job: PageWithJob | null
}

/** The role pages that are published in their own words, each in each of its locales. */
export async function fetchPages(
  source: Source,
  library: Library,
): Promise<{ found: Fetched[]; skipped: Address[] }> {
  // A page that answers in another locale has its address there.
  const addresses = [...library.shelves.values()].flatMap(({ locale, pages }) =>
    pages.filter((page) => page.resolvedLocale === locale).map(({ slug }) => ({ locale, slug })),
  )
  const fetched = await source.each(addresses, (address) => fetchPage(source, address))
  return {
    found: fetched.filter((one) => one !== null),
    skipped: addresses.filter((_, index) => fetched[index] === null),
  }
}

async function fetchPage(source: Source, { locale, slug }: Address): Promise<Fetched | null> {
  const { rolePage: page } = await source.ask(RolePageDocument, { locale, slug })
  if (page?.resolvedLocale !== locale) return null
  if (!page.jobDescription) return { page, job: null }
  const variables = markers(page.jobDescription.variables)
  const { rolePage } = await source.ask(JobDescriptionDocument, { locale, slug, variables })
  const jobDescription = rolePage?.jobDescription
  return { page, job: jobDescription ? { ...rolePage, jobDescription } : null }
}

/** How many blocks of a page, and of its job description, are of types that this site does not know. */
export function unknownBlocks({ page, job }: Fetched): number {
  return [...page.blocks, ...(job?.jobDescription.blocks ?? [])].filter(isUnknown).length
}
