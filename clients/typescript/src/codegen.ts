import { fileURLToPath } from 'node:url'

/** What a site may set. */
export interface CodegenOptions {
  /** Where the site's queries stand. */
  documents?: string | string[]
  /** The folder to write to, with a slash at its end. */
  output?: string
  /**
   * Whether each query is replaced by its id, for a server that knows
   * `persisted-documents.json` of the output folder as `ROLEBOOK_TRUSTED_DOCUMENTS`.
   */
  trusted?: boolean
  /** What the generated files import each other with: `.ts` for Node.js without a bundler. */
  importExtension?: '' | '.js' | '.ts'
}

/**
 * The configuration of graphql-codegen for a site: `export default codegen()` in its `codegen.ts`.
 *
 * An ordinary one of the client preset, against the schema that came with this package: spread it
 * to change what this does not set.
 */
export function codegen(options: CodegenOptions = {}) {
  const { documents = ['src/**/*.{ts,tsx,graphql}'], output = 'src/rolebook/' } = options
  const { trusted = false, importExtension = '' } = options
  return {
    schema: fileURLToPath(new URL('delivery.graphql', import.meta.url)),
    documents,
    generates: {
      [output]: {
        preset: 'client' as const,
        presetConfig: {
          // A component gets what it asks for without unwrapping it.
          fragmentMasking: false,
          ...(trusted && { persistedDocuments: { mode: 'replaceDocumentWithHash' } }),
        },
        config: {
          documentMode: 'string',
          useTypeImports: true,
          importExtension,
          scalars: { DateTime: 'string', JSON: 'unknown', Locale: 'string' },
        },
      },
    },
  }
}
