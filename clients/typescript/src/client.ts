import { answerOf, type Answer } from './answers.ts'
import { listsOf, type Lists } from './connections.ts'
import type { TypedDocument } from './documents.ts'
import { failure, type RolebookError } from './errors.ts'
import { hasCacheOfItsOwn, memory as newMemory, type Memory, type Remembered } from './etags.ts'
import { isSendable, questionOf, type Question } from './persisted.ts'
import { retrying } from './retrying.ts'

/** Where Rolebook is, and how to ask it. */
export interface ClientOptions {
  /** The address of the delivery API, `https://…/graphql`; in a browser relative to the page. */
  url: string | URL
  /** How often a request is sent again after a 503 or 429 with `Retry-After`; 3 if absent. */
  retries?: number
  /** A server that asks for a longer wait is not waited for; 10 if absent. */
  longestWaitSeconds?: number
  /**
   * Answers by address, to be asked about with their ETags. Absent, some 4 million characters are
   * kept; in a browser nothing, for its HTTP cache does the same. With null, nothing is.
   */
  memory?: Memory | null
  /** Used in place of the global one: for the options of a framework, a proxy, a test. */
  fetch?: typeof fetch
}

/** How to ask one question. */
export interface QueryOptions {
  /** Gives the question up, waits between retries included. */
  signal?: AbortSignal | undefined
}

/** Rolebook, to be asked. */
export interface Client extends Lists {
  /**
   * The answer to a query, by GET wherever a GET will do. What goes wrong on the way is an answer
   * too, and nothing is thrown: look at `ok` first.
   *
   * @param given - The document's variables, which may be absent where none is required; then how
   *   to ask.
   */
  query<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    ...given: Record<never, never> extends Variables
      ? [variables?: Variables, options?: QueryOptions]
      : [variables: Variables, options?: QueryOptions]
  ): Promise<Answer<Data>>
}

/** How any document is asked. */
export type Ask = <Data>(
  document: TypedDocument<Data, never>,
  variables?: object,
  options?: QueryOptions,
) => Promise<Answer<Data>>

type Signal = AbortSignal | undefined

const ACCEPT = 'application/graphql-response+json, application/json;q=0.9'

/** A client of the delivery API at an address. */
export function createClient(options: ClientOptions): Client {
  const { retries = 3, longestWaitSeconds = 10 } = options
  const { memory = hasCacheOfItsOwn() ? null : newMemory() } = options
  const endpoint = new URL(options.url, globalThis.location?.href)

  const query: Ask = async <Data>(
    document: TypedDocument<Data, never>,
    variables?: object,
    { signal }: QueryOptions = {},
  ) => {
    const question = await questionOf(endpoint, document, variables)
    try {
      if (isSendable(question.address)) {
        const answer = await get<Data>(question, signal)
        if (answer.ok || !isForPost(answer.error)) return answer
      }
      return await post<Data>(question, signal)
    } catch (cause) {
      return { ok: false, error: failure(cause, endpoint, signal), data: null }
    }
  }

  async function get<Data>({ address }: Question, signal: Signal): Promise<Answer<Data>> {
    const known = memory?.get(address)
    const condition = known && { 'if-none-match': known.etag }
    const response = await send(address, { headers: { accept: ACCEPT, ...condition } }, signal)
    return read<Data>(address, response, known)
  }

  async function post<Data>({ address, body }: Question, signal: Signal): Promise<Answer<Data>> {
    const headers = { accept: ACCEPT, 'content-type': 'application/json' }
    const response = await send(endpoint, { method: 'POST', headers, body }, signal)
    return read<Data>(address, response)
  }

  function send(url: string | URL, init: RequestInit, signal: Signal): Promise<Response> {
    const fetchOnce = () => (options.fetch ?? fetch)(url, { ...init, signal: signal ?? null })
    return retrying(fetchOnce, { retries, longestWaitSeconds }, signal)
  }

  async function read<Data>(
    address: string,
    response: Response,
    known?: Remembered,
  ): Promise<Answer<Data>> {
    const isUnchanged = response.status === 304 && known !== undefined
    const body = isUnchanged ? known.body : await response.text()
    const etag = isUnchanged ? known.etag : response.headers.get('etag')
    const answer = answerOf<Data>({ endpoint, response, body, etag, isUnchanged })
    // A POST's answer has the ETag that the GET's will have.
    if (answer.ok && etag && !isUnchanged) memory?.set(address, { etag, body })
    return answer
  }

  return { query: query as Client['query'], ...listsOf(query) }
}

/**
 * Whether a POST may be answered where the GET was not: the server was not sent this text yet, or
 * something on the way finds the address too long.
 */
function isForPost(error: RolebookError): boolean {
  return error.code === 'PERSISTED_QUERY_NOT_FOUND' || ('status' in error && error.status === 414)
}
