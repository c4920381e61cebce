// A server that answers as it is told, and notes what it was asked.

import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

/** What to answer one request with; `cut` ends the connection in the middle of the body. */
export interface Reply {
  status?: number
  headers?: Record<string, string>
  body?: unknown
  cut?: boolean
}

/** A request as it came. */
export interface Asked {
  method: string
  /** The parameters of a GET, the members of a POST's body. */
  sent: Record<string, any>
  headers: IncomingHttpHeaders
}

export const PERSISTED_QUERY_NOT_FOUND = refused('PERSISTED_QUERY_NOT_FOUND')

/** An answer with data. */
export function answered(data: object, headers: Record<string, string> = {}): Reply {
  return { headers, body: { data } }
}

/** A refusal with a code. */
export function refused(code: string, more: Reply & { extensions?: object } = {}): Reply {
  const { extensions, ...reply } = more
  return { ...reply, body: { errors: [{ message: 'No.', extensions: { code, ...extensions } }] } }
}

/** A server that gives these answers in turn, the last of them from then on. */
export async function serving(t: TestContext, ...replies: [Reply, ...Reply[]]) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const { method = '', headers, url = '' } = request
    const sent = text ? JSON.parse(text) : parameters(new URL(url, 'http://localhost'))
    asked.push({ method, headers, sent })
    const reply = replies[Math.min(asked.length, replies.length) - 1] as Reply
    const body = typeof reply.body === 'object' ? JSON.stringify(reply.body) : (reply.body ?? '')
    response.writeHead(reply.status ?? 200, {
      'content-type': 'application/json',
      ...reply.headers,
    })
    if (reply.cut) response.write(body, () => response.destroy())
    else response.end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  t.after(() => server.close().closeAllConnections())
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/graphql`, asked }
}

function parameters(address: URL): Record<string, any> {
  const pairs = [...address.searchParams]
  return Object.fromEntries(
    pairs.map(([name, text]) => [
      name,
      text.startsWith('{') && name !== 'query' ? JSON.parse(text) : text,
    ]),
  )
}
