import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { createClient, type TypedDocument } from '../src/index.ts'
import { answered, PERSISTED_QUERY_NOT_FOUND, refused, serving } from './serving.ts'

const TEXT = 'query Page($slug: String!) { rolePage(slug: $slug) { title } }'
const PAGE: TypedDocument<{ rolePage: { title: string } | null }, { slug: string }> = TEXT
const NAME = {
  persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(TEXT).digest('hex') },
}
const FOUND = { rolePage: { title: 'Baker' } }

test('a text is asked for by its hash, with GET', async (t) => {
  const { url, asked } = await serving(t, answered(FOUND))
  const answer = await createClient({ url }).query(PAGE, { slug: 'baker' })
  assert.deepEqual(answer.data, FOUND)
  assert.equal(asked.length, 1)
  assert.equal(asked[0]?.method, 'GET')
  assert.deepEqual(asked[0]?.sent, { extensions: NAME, variables: { slug: 'baker' } })
  assert.match(asked[0]?.headers.accept ?? '', /^application\/graphql-response\+json/)
})

test('a text may be an object, as graphql-codegen writes it', async (t) => {
  const { url, asked } = await serving(t, answered(FOUND))
  await createClient({ url }).query(new String(TEXT) as typeof PAGE, { slug: 'baker' })
  assert.deepEqual(asked[0]?.sent.extensions, NAME)
})

test('a text that the server does not know is sent once, with POST', async (t) => {
  const { url, asked } = await serving(t, PERSISTED_QUERY_NOT_FOUND, answered(FOUND))
  const rolebook = createClient({ url })
  const answer = await rolebook.query(PAGE, { slug: 'baker' })
  assert.deepEqual(answer.data, FOUND)
  assert.equal(asked[1]?.method, 'POST')
  assert.equal(asked[1]?.headers['content-type'], 'application/json')
  assert.deepEqual(asked[1]?.sent, { query: TEXT, extensions: NAME, variables: { slug: 'baker' } })
  await rolebook.query(PAGE, { slug: 'cook' })
  assert.deepEqual(
    asked.map(({ method }) => method),
    ['GET', 'POST', 'GET'],
  )
})

test('a server that does not keep texts is answered once more, and no oftener', async (t) => {
  const { url, asked } = await serving(t, PERSISTED_QUERY_NOT_FOUND)
  const answer = await createClient({ url }).query(PAGE, { slug: 'baker' })
  assert.equal(!answer.ok && answer.error.code, 'PERSISTED_QUERY_NOT_FOUND')
  assert.equal(asked.length, 2)
})

test('a trusted document is asked for by its id alone', async (t) => {
  const { url, asked } = await serving(t, answered(FOUND), refused('DOCUMENT_NOT_FOUND'))
  const rolebook = createClient({ url })
  const trusted = { __meta__: { hash: 'sha256:abc' } } as typeof PAGE
  assert.deepEqual((await rolebook.query(trusted, { slug: 'baker' })).data, FOUND)
  assert.deepEqual(asked[0]?.sent, { documentId: 'sha256:abc', variables: { slug: 'baker' } })
  const answer = await rolebook.query(trusted, { slug: 'baker' })
  assert.equal(!answer.ok && answer.error.code, 'DOCUMENT_NOT_FOUND')
  assert.equal(asked.length, 2, 'there is no text to send')
})

test('what is no document is the mistake of who asks', async (t) => {
  const { url, asked } = await serving(t, answered(FOUND))
  const rolebook = createClient({ url })
  for (const none of [{}, { kind: 'Document', definitions: [] }, { __meta__: {} }]) {
    await assert.rejects(rolebook.query(none, { slug: 'baker' }), /run graphql-codegen again/)
  }
  assert.equal(asked.length, 0)
})

test('what is too long for an address is sent with POST at once', async (t) => {
  const { url, asked } = await serving(t, answered(FOUND))
  await createClient({ url }).query(PAGE, { slug: 'x'.repeat(8_000) })
  assert.deepEqual(
    asked.map(({ method }) => method),
    ['POST'],
  )
  assert.deepEqual(asked[0]?.sent.extensions, NAME)
})

test('what is too long for something on the way is sent with POST', async (t) => {
  const tooLong = { status: 414, headers: { 'content-type': 'text/html' }, body: '<h1>414</h1>' }
  const { url, asked } = await serving(t, tooLong, answered(FOUND))
  const answer = await createClient({ url }).query(PAGE, { slug: 'baker' })
  assert.deepEqual(answer.data, FOUND)
  assert.deepEqual(
    asked.map(({ method }) => method),
    ['GET', 'POST'],
  )
})

test('where nothing can be hashed the text itself is the address', async (t) => {
  t.mock.getter(globalThis, 'crypto', () => ({}))
  const { url, asked } = await serving(t, answered(FOUND))
  await createClient({ url }).query(PAGE, { slug: 'baker' })
  assert.equal(asked[0]?.method, 'GET')
  assert.deepEqual(asked[0]?.sent, { query: TEXT, variables: { slug: 'baker' } })
})

test('parameters of the address itself are kept, and absent variables are not sent', async (t) => {
  const { url, asked } = await serving(t, answered({ rolePages: { totalCount: 14 } }))
  await createClient({ url: `${url}?site=careers` }).query('{ rolePages { totalCount } }')
  assert.deepEqual(Object.keys(asked[0]?.sent ?? {}), ['site', 'extensions'])
})
