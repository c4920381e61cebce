import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient, memory, type Remembered } from '../src/index.ts'
import { answered, PERSISTED_QUERY_NOT_FOUND, refused, serving } from './serving.ts'

const COUNT = '{ rolePages { totalCount } }'
const FOUR = answered({ count: 4 }, { etag: '"four"' })
const FIVE = answered({ count: 5 }, { etag: '"five"' })
const UNCHANGED = { status: 304, headers: { etag: '"four"' } }

test('an answer is asked about with its ETag, and had again from memory', async (t) => {
  const { url, asked } = await serving(t, FOUR, UNCHANGED, FIVE)
  const rolebook = createClient({ url })
  const [first, second, third] = [
    await rolebook.query(COUNT),
    await rolebook.query(COUNT),
    await rolebook.query(COUNT),
  ]
  assert.deepEqual(first, {
    ok: true,
    data: { count: 4 },
    etag: '"four"',
    isUnchanged: false,
    extensions: {},
  })
  assert.deepEqual(second, { ...first, isUnchanged: true })
  assert.deepEqual(third, { ...first, data: { count: 5 }, etag: '"five"' })
  const conditions = asked.map(({ headers }) => headers['if-none-match'])
  assert.deepEqual(conditions, [undefined, '"four"', '"four"'])
})

test("who changes an answer changes nobody else's", async (t) => {
  const { url } = await serving(t, FOUR, UNCHANGED)
  const rolebook = createClient({ url })
  const first = await rolebook.query<{ count: number }, unknown>(COUNT)
  if (first.ok) first.data.count = 0
  assert.deepEqual((await rolebook.query(COUNT)).data, { count: 4 })
})

test('the answer to a POST is asked about too', async (t) => {
  const { url, asked } = await serving(t, PERSISTED_QUERY_NOT_FOUND, FOUR, UNCHANGED)
  const rolebook = createClient({ url })
  await rolebook.query(COUNT)
  assert.deepEqual((await rolebook.query(COUNT)).data, { count: 4 })
  const conditions = asked.map(({ method, headers }) => [method, headers['if-none-match']])
  assert.deepEqual(conditions, [
    ['GET', undefined],
    ['POST', undefined],
    ['GET', '"four"'],
  ])
})

test('a refusal is not remembered, and forgets nothing', async (t) => {
  const { url, asked } = await serving(
    t,
    FOUR,
    refused('INTERNAL', { headers: { etag: '"x"' } }),
    UNCHANGED,
  )
  const rolebook = createClient({ url })
  await rolebook.query(COUNT)
  assert.equal((await rolebook.query(COUNT)).ok, false)
  assert.equal((await rolebook.query(COUNT)).ok, true)
  assert.equal(asked[2]?.headers['if-none-match'], '"four"')
})

test('a Map that was kept in a file is a memory', async (t) => {
  const { url } = await serving(t, FOUR, UNCHANGED)
  const before = new Map<string, Remembered>()
  await createClient({ url, memory: before }).query(COUNT)
  const after = new Map<string, Remembered>(JSON.parse(JSON.stringify([...before])))
  const answer = await createClient({ url, memory: after }).query(COUNT)
  assert.equal(answer.ok && answer.isUnchanged, true)
  assert.deepEqual(answer.data, { count: 4 })
})

test('without a memory, and in a browser, no header is added', async (t) => {
  const { url, asked } = await serving(t, FOUR)
  const without = createClient({ url, memory: null })
  t.mock.getter(globalThis, 'navigator', () => ({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' }))
  const inBrowser = createClient({ url })
  for (const rolebook of [without, without, inBrowser, inBrowser]) await rolebook.query(COUNT)
  assert.deepEqual(
    asked.map(({ headers }) => headers['if-none-match']),
    Array(4).fill(undefined),
  )
})

test('a memory forgets what was not asked for the longest', () => {
  const kept = memory(40)
  const remembered = { etag: '"e"', body: '0123456789' }
  for (const address of ['a', 'b', 'c']) kept.set(address, remembered)
  kept.get('a')
  kept.set('d', remembered)
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].filter((address) => kept.get(address)),
    ['a', 'c', 'd'],
  )
  kept.set('d', { etag: '"e"', body: 'x'.repeat(100) })
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].filter((address) => kept.get(address)),
    [],
  )
})
