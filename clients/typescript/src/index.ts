/**
 * A typed client of Rolebook's delivery API: begin with {@link createClient}.
 *
 * @packageDocumentation
 */
export type { Answer, Result } from './answers.ts'
export { createClient, type Client, type ClientOptions, type QueryOptions } from './client.ts'
export type { Connection, Lists, NodeOf } from './connections.ts'
export type { ResultOf, TypedDocument, VariablesOf } from './documents.ts'
export type {
  Aborted,
  GraphQLError,
  NoAnswer,
  Refusal,
  RolebookError,
  Unreadable,
} from './errors.ts'
export { memory, type Memory, type Remembered } from './etags.ts'
