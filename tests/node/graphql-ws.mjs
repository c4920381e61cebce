// An editors' app that hears of changes over a WebSocket, with graphql-ws.

import { createClient } from 'graphql-ws'
import { done, tell, wanted } from './asking.mjs'

const { url, token, query, count } = wanted
const client = createClient({
  url,
  lazy: false,
  retryAttempts: 0,
  connectionParams: { Authorization: `Bearer ${token}` },
  on: { connected: () => tell('connected') },
})

const heard = []
for await (const { data, errors } of client.iterate({ query })) {
  heard.push(data?.entityChanged ?? errors)
  if (heard.length === count) break
}
await client.dispose()
done(heard)
