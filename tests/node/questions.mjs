// What every careers site here asks.

/** A page, and what its responsibilities say. */
export const PAGE_TEXT = `
  query Page($slug: String!) {
    rolePage(slug: $slug) {
      ...Known
      id
      title
      responsibilities { ...Said }
    }
  }
  fragment Said on Statement { ...Known id text { plain } }
  fragment Known on Content { entityId key }
`
