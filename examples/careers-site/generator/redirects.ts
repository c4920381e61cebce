import { OldAddressDocument } from '../queries/generated/graphql.ts'
import { jobDescriptionPath, rolePath } from './addresses.ts'
import type { Source } from './fetch.ts'

/** An address that leads to another one. */
export interface Redirect {
  locale: string
  /** The page that moved; its job description moved along. */
  page: string
  from: string
  to: string
  /** Whether it will never lead elsewhere. */
  isPermanent: boolean
}

/** A page that is on the site, by its locale and slug. */
export interface Address {
  locale: string
  slug: string
}

/**
 * Where pages that are not on the site any more lead, as far as they lead to one that is.
 *
 * @param gone - What had a page in some earlier build.
 * @param hasJob - Whether a page that is on the site has a job description beside it; undefined
 *   where there is no page.
 */
export async function findRedirects(
  source: Source,
  gone: readonly Address[],
  hasJob: (address: Address) => boolean | undefined,
): Promise<Redirect[]> {
  const found = await source.each(gone, async ({ locale, slug }) => {
    const { resolvePath } = await source.ask(OldAddressDocument, { path: slug, locale })
    const to = targetOf(resolvePath)
    const toJob = to && hasJob(to)
    if (!to || toJob === undefined) return []
    const isPermanent = resolvePath?.__typename === 'Redirect' && resolvePath.permanent
    const from = rolePath(locale, slug)
    const page = { locale, page: from, from, to: rolePath(to.locale, to.slug), isPermanent }
    const job = {
      ...page,
      from: jobDescriptionPath(locale, slug),
      to: toJob ? jobDescriptionPath(to.locale, to.slug) : page.to,
    }
    return page.from === page.to ? [] : [page, job]
  })
  return found.flat()
}

function targetOf(
  found:
    | { __typename: 'Redirect'; slug: string; locale: string }
    | { __typename: 'RolePage'; slug: string; resolvedLocale: string }
    | null,
): Address | null {
  if (!found) return null
  return {
    slug: found.slug,
    locale: found.__typename === 'Redirect' ? found.locale : found.resolvedLocale,
  }
}

/** The redirects for hosts that read `_redirects`: old address, new one, status. */
export function redirectsFile(redirects: readonly Redirect[]): string {
  return redirects
    .map(({ from, to, isPermanent }) => `${from} ${to} ${isPermanent ? 301 : 302}\n`)
    .join('')
}
