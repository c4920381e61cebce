import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient, type TypedDocument } from '../src/index.ts'
import { answered, refused, serving, type Reply } from './serving.ts'

interface Roles {
  roles: { nodes: { key: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
}
interface Hits {
  search: {
    edges: { snippet: string; node: { key: string } }[]
    pageInfo: Roles['roles']['pageInfo']
  }
}
const ROLES: TypedDocument<Roles, { first?: number; after?: string | null }> = '{ roles }'
const HITS: TypedDocument<Hits, { words: string; after?: string | null }> = '{ search }'

function page(keys: string[], endCursor: string | null, hasNextPage = endCursor !== null): Reply {
  const nodes = keys.map((key) => ({ key }))
  return answered({ roles: { nodes, pageInfo: { hasNextPage, endCursor } } })
}

test('pages are read to the end, each when it is wanted', async (t) => {
  const { url, asked } = await serving(t, page(['a', 'b'], '1'), page(['c'], '2', false))
  const read = []
  for await (const each of createClient({ url }).pages(ROLES, { first: 2 }, (data) => data.roles)) {
    read.push([asked.length, each.ok && each.data.nodes.map(({ key }) => key)])
  }
  assert.deepEqual(read, [
    [1, ['a', 'b']],
    [2, ['c']],
  ])
  assert.deepEqual(
    asked.map(({ sent }) => sent.variables),
    [{ first: 2 }, { first: 2, after: '1' }],
  )
})

test('nodes are read across pages, and no further than wanted', async (t) => {
  const { url, asked } = await serving(
    t,
    page(['a', 'b'], '1'),
    page(['c', 'd'], '2'),
    page(['e'], null),
  )
  const read = []
  for await (const role of createClient({ url }).nodes(ROLES, {}, (data) => data.roles)) {
    assert.ok(role.ok)
    read.push(role.data.key)
    if (read.length === 3) break
  }
  assert.deepEqual(read, ['a', 'b', 'c'])
  assert.equal(asked.length, 2)
})

test('a list may be read from a place on', async (t) => {
  const { url, asked } = await serving(t, page(['c'], null))
  await createClient({ url }).all(ROLES, { after: '1' }, (data) => data.roles)
  assert.deepEqual(asked[0]?.sent.variables, { after: '1' })
})

test('all that stands in edges', async (t) => {
  const edges = [
    { snippet: '…', node: { key: 'a' } },
    { snippet: '…', node: { key: 'b' } },
  ]
  const pageInfo = { hasNextPage: false, endCursor: null }
  const { url } = await serving(t, answered({ search: { edges, pageInfo } }))
  const all = await createClient({ url }).all(HITS, { words: 'bread' }, (data) => data.search)
  assert.deepEqual(all, { ok: true, data: [{ key: 'a' }, { key: 'b' }] })
})

test('an empty list, and one that says there is more but not where, end', async (t) => {
  for (const [reply, keys] of [
    [page([], null), []],
    [page(['a'], null, true), [{ key: 'a' }]],
  ] as const) {
    const { url, asked } = await serving(t, reply)
    assert.deepEqual(await createClient({ url }).all(ROLES, {}, (data) => data.roles), {
      ok: true,
      data: keys,
    })
    assert.equal(asked.length, 1)
  }
})

test('a query that takes no place does not run for ever', async (t) => {
  const { url, asked } = await serving(t, page(['a'], '1'))
  await createClient({ url }).all(ROLES, {}, (data) => data.roles)
  assert.equal(asked.length, 2)
})

test('an error is told as the last', async (t) => {
  const replies = [page(['a'], '1'), refused('BAD_USER_INPUT')] as const
  const codes = async (results: AsyncIterable<{ ok: boolean; error?: { code: string } }>) => {
    const read = []
    for await (const each of results) read.push(each.ok || each.error?.code)
    return read
  }
  for (const how of ['pages', 'nodes'] as const) {
    const { url } = await serving(t, ...replies)
    const results = createClient({ url })[how](ROLES, {}, (data) => data.roles)
    assert.deepEqual(await codes(results), [true, 'BAD_USER_INPUT'])
  }
  const { url } = await serving(t, ...replies)
  const all = await createClient({ url }).all(ROLES, {}, (data) => data.roles)
  assert.equal(!all.ok && all.error.code, 'BAD_USER_INPUT')
})

test('a signal ends it between two pages', async (t) => {
  const { url, asked } = await serving(t, page(['a'], '1'))
  const giveUp = new AbortController()
  const read = []
  const { signal } = giveUp
  for await (const role of createClient({ url }).nodes(ROLES, {}, (data) => data.roles, {
    signal,
  })) {
    read.push(role.ok || role.error.code)
    giveUp.abort()
  }
  assert.deepEqual(read, [true, 'ABORTED'])
  assert.equal(asked.length, 1)
})
