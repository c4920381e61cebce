"""The operations that a careers site sends, each of them as bytes ready to be posted."""

from typing import Any, Final

import orjson

PAGE: Final = """
query Page($slug: String!) {
  rolePage(slug: $slug) {
    id key slug url title resolvedLocale publishedAt updatedAt
    translations { locale slug url }
    role { id title level family { id name } summary { html }
           skills { importance skill { id key name } } }
    intro { html }
    seo { title description canonicalUrl robots }
    jsonLd
    blocks {
      __typename
      ... on Prose { blockId heading body { html } }
      ... on SnippetUse { blockId body { html } }
      ... on StatementList { blockId heading intro { html }
        items { __typename id key heading text { html } } }
      ... on QuestionList { blockId
        items { id key kind difficulty minutes prompt { html } sampleAnswer { html } } }
      ... on JobDescriptionUse { blockId
        jobDescription { id title location overview { html } variables { name label }
          blocks { __typename
            ... on StatementList { blockId heading
              items { __typename id key heading text { html } } } } } }
    }
  }
}
"""
LIST: Final = """
query List($after: String) {
  rolePages(first: 20, after: $after) {
    nodes { id slug url title publishedAt role { title level family { key name } } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
FILTERED: Final = """
query Filtered($level: Level!, $family: String!) {
  rolePages(first: 20, where: {or: [{level: {eq: $level}}, {family: {eq: $family}}]}) {
    totalCount
    facets { name values { value label count } }
    nodes { id slug url title role { title level } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
SEARCH: Final = """
query Search($words: String!) {
  search(query: $words, first: 20) {
    edges { snippet node { __typename id key ... on RolePage { title url } } }
    pageInfo { hasNextPage }
  }
}
"""

WORDS: Final = ("release checklist", "customers waiting", "slow report", "database", "interview")
LEVELS: Final = ("JUNIOR", "MID", "SENIOR", "LEAD", "PRINCIPAL")
FAMILIES: Final = ("engineering", "data", "design", "product")


def request(query: str, **variables: Any) -> bytes:
    """The body of a POST."""
    return orjson.dumps({"query": query, "variables": variables})


def filtered_by(turn: int) -> dict[str, str]:
    """The values that `FILTERED` is asked with in a turn."""
    return {"level": LEVELS[turn % len(LEVELS)], "family": FAMILIES[turn % len(FAMILIES)]}
