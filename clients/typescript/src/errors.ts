import { retryAfterSeconds } from './retrying.ts'

/** An error as GraphQL tells it. */
export interface GraphQLError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly locations?: readonly { readonly line: number; readonly column: number }[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

/** What every refusal of the server tells. `message` is a sentence for people. */
interface Told {
  readonly message: string
  /** The HTTP status. */
  readonly status: number
  /** When to ask again; null if that was not said. */
  readonly retryAfterSeconds: number | null
  /** All that was told, five at most; the rest of this object is about the first. */
  readonly errors: readonly GraphQLError[]
}

/**
 * A refusal of the server, by the codes of Rolebook's `docs/errors.md`. A newer server may tell
 * a code that is not listed here.
 */
export type Refusal =
  | (Told & {
      readonly code: 'BAD_USER_INPUT'
      /** The argument, such as `rolePages.first`. */
      readonly path?: string
    })
  | (Told & {
      readonly code:
        | 'ALIAS_LIMIT'
        | 'DEPTH_LIMIT'
        | 'DIRECTIVE_LIMIT'
        | 'FIELD_LIMIT'
        | 'FRAGMENT_LIMIT'
        | 'INTROSPECTION_LIMIT'
        | 'QUERY_LIMIT'
        | 'ROOT_FIELD_LIMIT'
        | 'TOKEN_LIMIT'
      /** Below which most of it is. */
      readonly path?: string
    })
  | (Told & {
      readonly code: 'COST_LIMIT'
      /** The paths that cost the most. */
      readonly dearest?: readonly { readonly path: string; readonly cost: number }[]
    })
  | (Told & {
      readonly code: 'INTERNAL'
      /** By which the server's log tells what happened. */
      readonly incident?: string
    })
  | (Told & {
      readonly code:
        | 'BAD_REQUEST'
        | 'BODY_TOO_LARGE'
        | 'DOCUMENT_NOT_FOUND'
        | 'DOCUMENT_NOT_TRUSTED'
        | 'GRAPHQL_PARSE_FAILED'
        | 'GRAPHQL_VALIDATION_FAILED'
        | 'HEADERS_TOO_LARGE'
        | 'METHOD_NOT_ALLOWED'
        | 'NOT_FOUND'
        | 'OPERATION_RESOLUTION_FAILURE'
        | 'OVERLOADED'
        | 'PERSISTED_QUERY_HASH_MISMATCH'
        | 'PERSISTED_QUERY_NOT_FOUND'
        | 'PERSISTED_QUERY_NOT_SUPPORTED'
        | 'RATE_LIMITED'
        | 'REQUEST_TIMEOUT'
        | 'TIME_LIMIT'
        | 'UNAVAILABLE'
        | 'UNSUPPORTED_MEDIA_TYPE'
        | 'URL_TOO_LONG'
    })

/** Nothing came back: the server is away, or a browser keeps the page from reading it. */
export interface NoAnswer {
  readonly code: 'NO_ANSWER'
  readonly message: string
  readonly cause: unknown
}

/** The caller's signal was aborted, by a time-out for example. */
export interface Aborted {
  readonly code: 'ABORTED'
  readonly message: string
  /** The signal's reason. */
  readonly cause: unknown
}

/** Something came back that is no answer of GraphQL's, such as the error page of a proxy. */
export interface Unreadable {
  readonly code: 'UNREADABLE'
  readonly message: string
  /** The HTTP status. */
  readonly status: number
  /** When to ask again; null if that was not said. */
  readonly retryAfterSeconds: number | null
  /** How it begins. */
  readonly excerpt: string
}

/** Whatever keeps a question from being answered; `code` says which it is. */
export type RolebookError = Refusal | NoAnswer | Aborted | Unreadable

/** The error for what was thrown while asking. */
export function failure(
  cause: unknown,
  endpoint: URL,
  signal: AbortSignal | undefined,
): NoAnswer | Aborted {
  if (signal?.aborted) {
    const message = `The question to ${endpoint} was given up (${reason(signal.reason)}).`
    return { code: 'ABORTED', message, cause: signal.reason }
  }
  return { code: 'NO_ANSWER', message: `No answer from ${endpoint} (${reason(cause)}).`, cause }
}

/** The error for an answer that cannot be read. */
export function unreadable(endpoint: URL, response: Response, body: string): Unreadable {
  const { status } = response
  const type = response.headers.get('content-type') ?? 'no media type'
  return {
    code: 'UNREADABLE',
    message: `${endpoint} answered ${status} with ${type}, which is no answer of GraphQL's.`,
    status,
    retryAfterSeconds: retryAfterSeconds(response),
    excerpt: body.slice(0, 200),
  }
}

/** The error for what the server told, about the first of its errors. */
export function refusal(response: Response, errors: readonly GraphQLError[]): Refusal {
  const [first] = errors
  return {
    ...first?.extensions,
    message: first?.message,
    status: response.status,
    retryAfterSeconds: retryAfterSeconds(response),
    errors,
  } as Refusal
}

/** The word for why: Node hides the system's, such as ECONNREFUSED, one level below. */
function reason(cause: unknown): string {
  const { cause: below, name, message } = Object(cause) as Error & { cause?: { code?: string } }
  return below?.code ?? (message || name || String(cause))
}
