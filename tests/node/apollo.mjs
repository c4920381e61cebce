// A careers site with Apollo Client: persisted queries by GET, a normalised cache, pagination.

import { createHash } from 'node:crypto'
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { relayStylePagination } from '@apollo/client/utilities'
import { done, wanted } from './asking.mjs'
import { counted, requests } from './fetching.mjs'
import { PAGE_TEXT } from './questions.mjs'

const { url, slugs } = wanted

const TYPES = '{ __schema { types { kind name possibleTypes { name } } } }'
const PAGE = gql(PAGE_TEXT)
const LIST = gql`
  query List($after: String) {
    responsibilities(first: 2, after: $after) {
      edges { cursor node { id key } }
      pageInfo { hasNextPage endCursor }
    }
  }
`

const asked = await fetch(`${url}?query=${encodeURIComponent(TYPES)}`)
const { types } = (await asked.json()).data.__schema
const possibleTypes = Object.fromEntries(
  types
    .filter((type) => type.possibleTypes)
    .map((type) => [type.name, type.possibleTypes.map(({ name }) => name)])
)

const persisted = new PersistedQueryLink({
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  useGETForHashedQueries: true,
})
const client = new ApolloClient({
  link: ApolloLink.from([persisted, new HttpLink({ uri: url, fetch: counted })]),
  cache: new InMemoryCache({
    possibleTypes,
    typePolicies: { Query: { fields: { responsibilities: relayStylePagination() } } },
  }),
})

const pages = {}
for (const slug of slugs) {
  pages[slug] = (await client.query({ query: PAGE, variables: { slug } })).data.rolePage
}
const cached = {}
for (const slug of slugs) {
  cached[slug] = client.readQuery({ query: PAGE, variables: { slug } }).rolePage
}

const list = client.watchQuery({ query: LIST })
const subscription = list.subscribe(() => {})
let { data } = await list.result?.() ?? (await client.query({ query: LIST }))
let reads = 1
while (data.responsibilities.pageInfo.hasNextPage) {
  await list.fetchMore({ variables: { after: data.responsibilities.pageInfo.endCursor } })
  data = client.readQuery({ query: LIST })
  reads += 1
}
subscription.unsubscribe()

done({ pages, cached, requests, reads, listed: data.responsibilities.edges.map(({ node }) => node.key) })
