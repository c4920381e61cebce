import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../src/index.ts'
import { answered, refused, serving } from './serving.ts'

const COUNT = '{ rolePages { totalCount } }'
const FOUND = answered({ count: 4 })
const away = (retryAfter: string, status = 503) =>
  refused('UNAVAILABLE', { status, headers: { 'retry-after': retryAfter } })

test('who is asked to come back later does', async (t) => {
  const { url, asked } = await serving(t, away('0'), away(new Date(0).toUTCString(), 429), FOUND)
  assert.deepEqual((await createClient({ url }).query(COUNT)).data, { count: 4 })
  assert.equal(asked.length, 3)
})

test('not before the time that was told', async (t) => {
  const { url } = await serving(t, away('7'), away('6'), FOUND)
  const waits: unknown[] = []
  const { setTimeout } = globalThis
  // Node.js has timers of its own, which go on as they are.
  t.mock.method(globalThis, 'setTimeout', (...given: Parameters<typeof setTimeout>) => {
    if (given[1] !== 7_000 && given[1] !== 6_000) return setTimeout(...given)
    waits.push(given[1])
    return setTimeout(given[0], 0)
  })
  assert.equal((await createClient({ url }).query(COUNT)).ok, true)
  assert.deepEqual(waits, [7_000, 6_000])
})

test('three times, or as often as is set', async (t) => {
  for (const [options, requests] of [
    [{}, 4],
    [{ retries: 1 }, 2],
    [{ retries: 0 }, 1],
  ] as const) {
    const { url, asked } = await serving(t, away('0'))
    const answer = await createClient({ url, ...options }).query(COUNT)
    assert.equal(!answer.ok && answer.error.code, 'UNAVAILABLE')
    assert.equal(asked.length, requests)
  }
})

test('who is asked to wait too long tells so at once', async (t) => {
  const { url, asked } = await serving(t, away('11'))
  const answer = await createClient({ url }).query(COUNT)
  assert.ok(!answer.ok && answer.error.code === 'UNAVAILABLE')
  assert.equal(answer.error.retryAfterSeconds, 11)
  assert.equal(asked.length, 1)
})

test('what names no time is not asked again', async (t) => {
  for (const reply of [
    away('soon'),
    away(''),
    refused('INTERNAL', { status: 500, headers: { 'retry-after': '0' } }),
  ]) {
    const { url, asked } = await serving(t, reply)
    const answer = await createClient({ url }).query(COUNT)
    assert.ok(!answer.ok && 'retryAfterSeconds' in answer.error)
    assert.equal(answer.error.retryAfterSeconds, null)
    assert.equal(asked.length, 1)
  }
})

test('the page of a proxy that asks to come back is waited for as well', async (t) => {
  const page = {
    status: 503,
    headers: { 'content-type': 'text/html', 'retry-after': '0' },
    body: '<h1>',
  }
  const { url } = await serving(t, page, FOUND)
  assert.equal((await createClient({ url }).query(COUNT)).ok, true)
})

/** A fetch that is always asked to come back in nine seconds, and what becomes of its answers. */
function askedToWait(meanwhile: () => void) {
  let dropped = 0
  const cancel = () => void (dropped += 1)
  const fetch = async () => {
    meanwhile()
    const headers = { 'retry-after': '9' }
    return new Response(new ReadableStream({ cancel }), { status: 503, headers })
  }
  return { fetch, dropped: () => dropped }
}

for (const [when, soon] of [
  ['a wait', (abort: () => void) => setTimeout(abort, 20)],
  ['what came just before a wait', (abort: () => void) => abort()],
] as const) {
  test(`a signal ends ${when}`, async () => {
    const giveUp = new AbortController()
    const waiting = askedToWait(() => soon(() => giveUp.abort(new Error('the reader left'))))
    const rolebook = createClient({ url: 'http://rolebook.test/graphql', fetch: waiting.fetch })
    const began = performance.now()
    const answer = await rolebook.query(COUNT, undefined, { signal: giveUp.signal })
    assert.ok(!answer.ok && answer.error.code === 'ABORTED')
    assert.match(answer.error.message, /was given up \(the reader left\)\.$/)
    assert.ok(performance.now() - began < 5_000)
    assert.equal(waiting.dropped(), 1, 'the connection is free for others')
  })
}

test('a time that is past is now', async (t) => {
  const { url } = await serving(t, away(new Date(0).toUTCString()))
  const answer = await createClient({ url, retries: 0 }).query(COUNT)
  assert.ok(!answer.ok && answer.error.code === 'UNAVAILABLE')
  assert.equal(answer.error.retryAfterSeconds, 0)
})
