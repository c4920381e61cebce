// What a careers site built with Relay asks for; the tests compile it against our schema.

import { graphql } from 'react-relay'

export const page = graphql`
  query SitePageQuery($slug: String!) {
    rolePage(slug: $slug) {
      id
      title
      blocks {
        __typename
        ... on StatementList {
          blockId
          items {
            ...SiteStatement_statement
          }
        }
      }
    }
  }
`

export const statement = graphql`
  fragment SiteStatement_statement on Statement {
    id
    ...SiteContent_content
    text {
      plain
    }
  }
`

export const content = graphql`
  fragment SiteContent_content on Content {
    key
    resolvedLocale
  }
`

export const list = graphql`
  query SiteListQuery {
    ...SiteList_query
  }
`

export const duties = graphql`
  fragment SiteList_query on Query
  @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" })
  @refetchable(queryName: "SiteListPaginationQuery") {
    responsibilities(first: $first, after: $after) @connection(key: "SiteList_responsibilities") {
      edges {
        node {
          id
          key
        }
      }
    }
  }
`

export const one = graphql`
  fragment SiteOne_statement on Statement @refetchable(queryName: "SiteOneRefetchQuery") {
    id
    key
  }
`
