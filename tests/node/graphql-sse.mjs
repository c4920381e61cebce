// An editors' app that hears of changes as server-sent events, with graphql-sse.

import { createClient } from 'graphql-sse'
import { done, tell, wanted } from './asking.mjs'

const { url, token, query, count } = wanted
const client = createClient({
  url,
  retryAttempts: 0,
  headers: { Authorization: `Bearer ${token}` },
  fetchFn: async (...request) => {
    const response = await fetch(...request)
    tell('connected')
    return response
  },
})

const heard = []
for await (const { data, errors } of client.iterate({ query })) {
  heard.push(data?.entityChanged ?? errors)
  if (heard.length === count) break
}
done(heard)
