// Types of the whole schema, for what is read without a query: /pages/{slug}.json.
export default {
  schema: '../../schema/delivery.graphql',
  generates: {
    'dist/schema.d.ts': {
      plugins: ['typescript'],
      config: {
        enumsAsTypes: true,
        avoidOptionals: { field: true },
        scalars: { DateTime: 'string', JSON: 'unknown', Locale: 'string' },
      },
    },
  },
}
