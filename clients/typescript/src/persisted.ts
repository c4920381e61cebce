import { textOf, type TypedDocument } from './documents.ts'

/** A query on its way. */
export interface Question {
  /** What to GET: short, and the same for everybody, so that any cache can keep the answer. */
  address: string
  /** What to POST to the endpoint where a GET will not do. */
  body: string
}

/** Servers and proxies refuse longer ones; Rolebook's own limit is 8,192 bytes without the host. */
const LONGEST_ADDRESS = 8_000

/**
 * A document and its variables as a question. A text is named by its SHA-256, as Apollo's
 * automatic persisted queries are; one that was replaced by the id of a trusted document, by that.
 * Rejects what is neither.
 *
 * The hash is made here and not by graphql-codegen, whose hashes are of texts in another order.
 */
export async function questionOf(
  endpoint: URL,
  document: TypedDocument<unknown, never>,
  variables: object | undefined,
): Promise<Question> {
  const query = textOf(document)
  const name = query === null ? trusted(document) : await named(query)
  const address = new URL(endpoint)
  for (const [parameter, value] of Object.entries({ ...name, variables })) {
    if (value === undefined) continue
    address.searchParams.set(parameter, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return {
    address: address.href,
    body: JSON.stringify({ ...name, query: query ?? undefined, variables }),
  }
}

/** Whether an address is short enough to be sent. */
export function isSendable(address: string): boolean {
  return address.length <= LONGEST_ADDRESS
}

/** What stands for a trusted document. */
function trusted({ __meta__ }: TypedDocument<unknown, never>): { documentId: string } {
  if (typeof __meta__?.hash === 'string') return { documentId: __meta__.hash }
  throw new TypeError(
    "A document has neither text nor id: run graphql-codegen again, with documentMode 'string'.",
  )
}

/** What stands for a text in an address. */
async function named(query: string): Promise<{ query: string } | { extensions: object }> {
  // Where a page came neither by https nor from this machine, browsers hash nothing.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  if (!subtle) return { query }
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(query))
  const sha256Hash = Array.from(new Uint8Array(digest), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
  return { extensions: { persistedQuery: { version: 1, sha256Hash } } }
}
