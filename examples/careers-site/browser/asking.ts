import { createClient } from '@rolebook/client'
import {
  FacetsDocument,
  FoundDocument,
  type FacetsQuery,
  type FoundQuery,
} from '../queries/generated/graphql.ts'
import { whereOf, type Choice } from './choice.ts'

/** A stretch of the roles that were found. */
export type FoundPage = FoundQuery['rolePages']

/** What Rolebook finds for a choice. */
export interface Answers {
  found: FoundPage
  facets: FacetsQuery
  /** The next stretch; null if it cannot be had. */
  more(): Promise<FoundPage | null>
}

/** Asks Rolebook for a choice; null if it does not answer, or not in time. */
export type Ask = (choice: Choice, signal: AbortSignal) => Promise<Answers | null>

/** Rolebook at an address, asked by somebody who waits at the screen. */
export function askerAt(url: string, locale: string): Ask {
  const client = createClient({ url, retries: 1, longestWaitSeconds: 2 })

  return async (choice, signal) => {
    const search = choice.q || null
    // Without words there is no best match: then by title.
    const order = search ? {} : { orderBy: 'TITLE_ASC' as const }
    const variables = { locale, search, where: whereOf(choice), ...order }
    const pages = client.pages(FoundDocument, variables, (data) => data.rolePages, { signal })
    const more = async () => {
      const next = await pages.next()
      return next.done || !next.value.ok ? null : next.value.data
    }
    const counted = {
      locale,
      search,
      exceptFamily: whereOf(choice, 'family'),
      exceptLevel: whereOf(choice, 'level'),
      exceptSkill: whereOf(choice, 'skill'),
    }
    const [found, facets] = await Promise.all([
      more(),
      client.query(FacetsDocument, counted, { signal }),
    ])
    return found && facets.ok ? { found, facets: facets.data, more } : null
  }
}
