"""`/graphql`: answers kept as bytes, GraphQL over HTTP, persisted and trusted documents."""
