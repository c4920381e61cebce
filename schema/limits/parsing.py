"""From a text to a document, within limits."""

from graphql import DocumentNode, GraphQLSyntaxError, parse

from schema.limits.bounds import TOO_DEEP, Excess, Limits, TooLarge


def parsed(query: str, limits: Limits) -> DocumentNode:
    """The document of a text; raises TooLarge, or GraphQLSyntaxError for what is no GraphQL."""
    size = len(query.encode("utf-8", "surrogatepass"))
    if size > limits.query_bytes:
        message = f"The query is {size:,} bytes long; at most {limits.query_bytes:,} are taken."
        raise TooLarge(Excess("QUERY_LIMIT", message))
    try:
        return parse(query, max_tokens=limits.tokens)
    except (GraphQLSyntaxError, RecursionError) as error:
        # The parser has no class of its own for these; tests hold the sentences.
        said = str(error)
        if "tokens. Parsing aborted" in said:
            message = f"The query has over {limits.tokens:,} tokens. Ask for less at a time."
            raise TooLarge(Excess("TOKEN_LIMIT", message)) from error
        if "nested too deeply" in said or isinstance(error, RecursionError):
            raise TooLarge(TOO_DEEP) from error
        raise
