import { refusal, unreadable, type GraphQLError, type RolebookError } from './errors.ts'

/** What came of something that may fail: look at `ok` first. */
export type Result<Data> =
  { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly error: RolebookError }

/** What came of a question: look at `ok` first. */
export type Answer<Data> =
  | {
      readonly ok: true
      readonly data: Data
      /**
       * What the server knows this answer by; another one when anything in it changed, and in
       * another compression. To learn what changed, look at `isUnchanged`.
       */
      readonly etag: string | null
      /** Whether the server said that what was remembered still holds. */
      readonly isUnchanged: boolean
      /** What else was told, such as `unusedVariables`. */
      readonly extensions: Readonly<Record<string, unknown>>
    }
  | {
      readonly ok: false
      readonly error: RolebookError
      /** What could be answered nevertheless. */
      readonly data: Data | null
    }

/** What came back: a response, and the text that holds, which may be a remembered one. */
export interface Received {
  endpoint: URL
  response: Response
  body: string
  etag: string | null
  isUnchanged: boolean
}

/** What was received, read as an answer of GraphQL's. */
export function answerOf<Data>(received: Received): Answer<Data> {
  const { endpoint, response, body, etag, isUnchanged } = received
  const told = parsed(body)
  if (!told) return { ok: false, error: unreadable(endpoint, response, body), data: null }
  const data = (told.data ?? null) as Data
  if (told.errors) return { ok: false, error: refusal(response, told.errors), data }
  return { ok: true, data, etag, isUnchanged, extensions: told.extensions ?? {} }
}

interface Told {
  data?: unknown
  errors?: readonly GraphQLError[]
  extensions?: Readonly<Record<string, unknown>>
}

/** A text as an answer of Rolebook's, whose errors have codes; null if it is none. */
function parsed(body: string): Told | null {
  try {
    const told = JSON.parse(body) as Told | null
    const isAnswer = told?.errors ? told.errors[0]?.extensions?.code : told?.data
    return isAnswer ? told : null
  } catch {
    return null
  }
}
