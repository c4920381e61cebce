"""Plans against graphql-core: the same bytes, whatever is asked and whatever is stored."""
