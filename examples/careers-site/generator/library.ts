import {
  FacetsDocument,
  FamiliesDocument,
  RoleListDocument,
  type FacetsQuery,
  type FamiliesQuery,
  type RoleListQuery,
} from '../queries/generated/graphql.ts'
import { rolePath } from './addresses.ts'
import { BuildError, type Source } from './fetch.ts'
import type { Address } from './redirects.ts'
import { LANGUAGES } from './texts/index.ts'

/** A role page as a list shows it. */
export type Listed = RoleListQuery['rolePages']['nodes'][number]

/** How the pages of a locale divide, by kind of filter. */
export type Facets = FacetsQuery

/** What is published for the readers of one locale. */
export interface Shelf {
  locale: string
  /** Every role page they get, by title; some may answer in another locale. */
  pages: readonly Listed[]
  /** The same by what stays when a title or a slug changes. */
  byId: ReadonlyMap<string, Listed>
  families: FamiliesQuery['jobFamilies']
  facets: Facets
}

/** Everything there is to make pages of. */
export interface Library {
  defaultLocale: string
  /** By locale, the default one first. */
  shelves: ReadonlyMap<string, Shelf>
}

/**
 * What is published, in every locale there is: the default one, those that the site has texts in,
 * and those that some page is translated to.
 */
export async function readLibrary(source: Source): Promise<Library> {
  const shelves = new Map<string, Shelf>()
  const add = async (locale: string | null): Promise<void> => {
    const shelf = await readShelf(source, locale)
    const isUsed = shelf?.pages.some((page) => page.resolvedLocale === shelf.locale)
    if (shelf && isUsed) shelves.set(shelf.locale, shelf)
  }
  const addAll = async (locales: Iterable<string>): Promise<void> => {
    for (const locale of new Set(locales)) if (!shelves.has(locale)) await add(locale)
  }
  await add(null)
  await addAll(LANGUAGES)
  for (const { pages } of shelves.values()) {
    await addAll(
      pages.flatMap(({ translations }) => translations.map(({ locale }) => locale)).sort(),
    )
  }
  const [defaultLocale] = shelves.keys()
  if (!defaultLocale)
    throw new BuildError('No role page is published, so there is no site to make.')
  return { defaultLocale, shelves }
}

/** A library without pages that turned out not to be there. */
export function without(library: Library, gone: readonly Address[]): Library {
  if (gone.length === 0) return library
  const isGone = new Set(gone.map(({ locale, slug }) => rolePath(locale, slug)))
  const shelves = [...library.shelves.values()].map((shelf) =>
    shelfWith(
      shelf,
      shelf.pages.filter((page) => !isGone.has(rolePath(page.resolvedLocale, page.slug))),
    ),
  )
  return { ...library, shelves: new Map(shelves.map((shelf) => [shelf.locale, shelf])) }
}

/** What there is in a locale, the default one for null; null if Rolebook has no such locale. */
async function readShelf(source: Source, locale: string | null): Promise<Shelf | null> {
  try {
    const pages = await readPages(source, locale)
    const { jobFamilies: families } = await source.ask(FamiliesDocument, { locale })
    const facets = await source.ask(FacetsDocument, { locale })
    return shelfWith({ locale: locale ?? pages[0]?.requestedLocale ?? '', families, facets }, pages)
  } catch (error) {
    if (error instanceof BuildError && error.code === 'BAD_USER_INPUT') return null
    throw error
  }
}

function shelfWith(shelf: Omit<Shelf, 'pages' | 'byId'>, pages: readonly Listed[]): Shelf {
  return { ...shelf, pages, byId: new Map(pages.map((page) => [page.entityId, page])) }
}

async function readPages(source: Source, locale: string | null): Promise<Listed[]> {
  const pages: Listed[] = []
  for (let after: string | null = null; ;) {
    const { rolePages }: RoleListQuery = await source.ask(RoleListDocument, { locale, after })
    pages.push(...rolePages.nodes)
    if (!rolePages.pageInfo.hasNextPage) return pages
    after = rolePages.pageInfo.endCursor
  }
}
