// A careers site with urql: persisted queries by GET, the document cache, pagination by hand.

import { Client, cacheExchange, fetchExchange, gql } from '@urql/core'
import { persistedExchange } from '@urql/exchange-persisted'
import { done, wanted } from './asking.mjs'
import { counted, requests } from './fetching.mjs'
import { PAGE_TEXT } from './questions.mjs'

const { url, slugs } = wanted

const PAGE = gql(PAGE_TEXT)
const LIST = gql`
  query List($after: String) {
    responsibilities(first: 2, after: $after) {
      edges { node { key } }
      pageInfo { hasNextPage endCursor }
    }
  }
`

const client = new Client({
  url,
  fetch: counted,
  preferGetMethod: false,
  exchanges: [
    cacheExchange,
    persistedExchange({ preferGetForPersistedQueries: true }),
    fetchExchange,
  ],
})

/** The data of a query; an error is thrown. */
async function data(query, variables, context) {
  const result = await client.query(query, variables, context).toPromise()
  if (result.error) throw result.error
  return result.data
}

const pages = {}
const cached = {}
for (const slug of slugs) pages[slug] = (await data(PAGE, { slug })).rolePage
for (const slug of slugs) {
  cached[slug] = (await data(PAGE, { slug }, { requestPolicy: 'cache-only' })).rolePage
}

const listed = []
let after = null
let reads = 0
do {
  const { edges, pageInfo } = (await data(LIST, { after })).responsibilities
  listed.push(...edges.map(({ node }) => node.key))
  after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  reads += 1
} while (after)

done({ pages, cached, requests, reads, listed })
