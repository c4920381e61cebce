import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createClient, type RolebookError } from '../src/index.ts'
import { refused, serving, type Reply } from './serving.ts'

const COUNT = '{ rolePages { totalCount } }'

/** The error that a question comes to. */
async function errorOf(url: string, signal?: AbortSignal): Promise<RolebookError> {
  const answer = await createClient({ url }).query(COUNT, undefined, { signal })
  assert.ok(!answer.ok)
  return answer.error
}

test('a server that is away', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  const error = await errorOf(`http://127.0.0.1:${port}/graphql`)
  assert.equal(error.code, 'NO_ANSWER')
  assert.equal(error.message, `No answer from http://127.0.0.1:${port}/graphql (ECONNREFUSED).`)
})

test('a connection that breaks', async (t) => {
  const { url } = await serving(t, { body: '{"data": {"rolePa', cut: true })
  assert.equal((await errorOf(url)).code, 'NO_ANSWER')
})

const UNREADABLE: Record<string, Reply> = {
  'the error page of a proxy': {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<h1>502</h1>',
  },
  'another site at the address': {
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html>',
  },
  'broken JSON': { body: '{"data": {"rolePa' },
  nothing: {},
  'JSON of something else': { status: 404, body: { detail: 'Not found' } },
  'a list': { body: [] },
  null: { body: 'null' },
  'errors of something else': { body: { errors: ['no'] } },
  'no errors and no data': { body: { errors: [] } },
}

for (const [what, reply] of Object.entries(UNREADABLE)) {
  test(`what is no answer: ${what}`, async (t) => {
    const { url } = await serving(t, reply)
    const error = await errorOf(url)
    assert.ok(error.code === 'UNREADABLE')
    assert.equal(error.status, reply.status ?? 200)
    const type = reply.headers?.['content-type'] ?? 'application/json'
    assert.equal(
      error.message,
      `${url} answered ${error.status} with ${type}, which is no answer of GraphQL's.`,
    )
    const body = typeof reply.body === 'object' ? JSON.stringify(reply.body) : (reply.body ?? '')
    assert.equal(error.excerpt, body)
  })
}

test('of a long page that is no answer the beginning is told', async (t) => {
  const { url } = await serving(t, { status: 500, body: 'x'.repeat(10_000) })
  const error = await errorOf(url)
  assert.equal(error.code === 'UNREADABLE' && error.excerpt.length, 200)
})

test('a refusal tells what its code is about', async (t) => {
  const extensions = { path: 'rolePages.first' }
  const { url } = await serving(t, refused('BAD_USER_INPUT', { extensions }))
  const error = await errorOf(url)
  assert.ok(error.code === 'BAD_USER_INPUT')
  assert.equal(error.path, 'rolePages.first')
  assert.equal(error.message, 'No.')
  assert.equal(error.status, 200)
  assert.equal(error.errors.length, 1)
})

test('what could be answered beside an error is there', async (t) => {
  const body = {
    data: { count: 4, role: null },
    errors: [{ message: 'No.', extensions: { code: 'INTERNAL', incident: 'i1' } }],
  }
  const { url } = await serving(t, { body })
  const answer = await createClient({ url }).query(COUNT)
  assert.ok(!answer.ok && answer.error.code === 'INTERNAL')
  assert.equal(answer.error.incident, 'i1')
  assert.deepEqual(answer.data, { count: 4, role: null })
})

test('a question that was given up before it was asked', async (t) => {
  const { url, asked } = await serving(t, {})
  const error = await errorOf(url, AbortSignal.abort())
  assert.ok(error.code === 'ABORTED')
  assert.equal((error.cause as Error).name, 'AbortError')
  assert.equal(asked.length, 0)
})

test('a server that does not answer in time', async (t) => {
  const silent = createServer().listen(0, '127.0.0.1')
  t.after(() => silent.close())
  await new Promise((listening) => silent.once('listening', listening))
  const { port } = silent.address() as AddressInfo
  const sockets = new Set<{ destroy(): void }>()
  silent.on('connection', (socket) => sockets.add(socket))
  const error = await errorOf(`http://127.0.0.1:${port}/graphql`, AbortSignal.timeout(100))
  assert.ok(error.code === 'ABORTED')
  assert.equal((error.cause as Error).name, 'TimeoutError')
  for (const socket of sockets) socket.destroy()
})

test("an address that is none is the caller's mistake", () => {
  assert.throws(() => createClient({ url: 'graphql' }), TypeError)
})
