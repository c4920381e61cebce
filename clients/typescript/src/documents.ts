/**
 * A query with the types of what goes in and what comes out, as graphql-codegen writes it: its
 * text, or the id of a trusted document in place of it. A plain string will do, without types.
 */
export interface TypedDocument<Data = unknown, Variables = unknown> {
  /** Its text. */
  toString(): string
  /** What the build noted: `hash` is the id of a trusted document. */
  readonly __meta__?: Readonly<Record<string, unknown>> | undefined
  /** Never there: it only carries the types. */
  __apiType?: ((variables: Variables) => Data) | undefined
}

/** What a document answers with. */
export type ResultOf<Document> = Document extends TypedDocument<infer Data, never> ? Data : never

/** What a document takes. */
export type VariablesOf<Document> =
  Document extends TypedDocument<unknown, infer Variables> ? Variables : never

/** The text of a document; null if it was replaced by an id. */
export function textOf(document: TypedDocument<unknown, never>): string | null {
  const isText = typeof document === 'string' || document instanceof String
  return isText ? document.toString() : null
}
