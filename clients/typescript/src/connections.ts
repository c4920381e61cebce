import type { Answer, Result } from './answers.ts'
import type { Ask, QueryOptions } from './client.ts'
import type { TypedDocument } from './documents.ts'

/** A list as a query must select it to be read to its end: with `nodes` or `edges { node }`. */
export type Connection = {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null }
} & ({ readonly nodes: readonly unknown[] } | { readonly edges: readonly { node: unknown }[] })

/** What stands in a list. */
export type NodeOf<List> = List extends { readonly nodes: readonly (infer Node)[] }
  ? Node
  : List extends { readonly edges: readonly { node: infer Node }[] }
    ? Node
    : never

/** The variables of a list's query: `$after` is where a page begins. */
interface Paged {
  after?: string | null | undefined
}

/** Reading lists that are longer than a page. */
export interface Lists {
  /**
   * The pages of a list, each asked for when the one before it was taken. An error is told as the
   * last page.
   *
   * @param document - Takes `$after: String`, and selects `pageInfo { hasNextPage endCursor }`.
   * @param select - The list in what the document answers: `(data) => data.rolePages`.
   */
  pages<Data, Variables extends Paged, List extends Connection>(
    document: TypedDocument<Data, Variables>,
    variables: NoInfer<Variables>,
    select: (data: Data) => List,
    options?: QueryOptions,
  ): AsyncGenerator<Answer<List>, void, undefined>

  /** What stands in a list, one by one, across its pages. An error is told as the last. */
  nodes<Data, Variables extends Paged, List extends Connection>(
    document: TypedDocument<Data, Variables>,
    variables: NoInfer<Variables>,
    select: (data: Data) => List,
    options?: QueryOptions,
  ): AsyncGenerator<Result<NodeOf<List>>, void, undefined>

  /** All that stands in a list, across its pages, or the error that kept it from being read. */
  all<Data, Variables extends Paged, List extends Connection>(
    document: TypedDocument<Data, Variables>,
    variables: NoInfer<Variables>,
    select: (data: Data) => List,
    options?: QueryOptions,
  ): Promise<Result<NodeOf<List>[]>>
}

/** How lists are read with a way to ask. */
export function listsOf(ask: Ask): Lists {
  const pages: Lists['pages'] = async function* (document, variables, select, options) {
    let { after } = variables
    while (true) {
      const answer = await ask(document, { ...variables, after }, options)
      if (!answer.ok) return yield { ...answer, data: null }
      const list = select(answer.data)
      yield { ...answer, data: list }
      const { hasNextPage, endCursor } = list.pageInfo
      // A query that takes no `$after` would answer with the first page for ever.
      if (!hasNextPage || !endCursor || endCursor === after) return
      after = endCursor
    }
  }

  const nodes: Lists['nodes'] = async function* (document, variables, select, options) {
    for await (const page of pages(document, variables, select, options)) {
      if (!page.ok) return yield { ok: false, error: page.error }
      for (const node of nodesOf(page.data)) yield { ok: true, data: node }
    }
  }

  const all: Lists['all'] = async (document, variables, select, options) => {
    const found = []
    for await (const node of nodes(document, variables, select, options)) {
      if (!node.ok) return node
      found.push(node.data)
    }
    return { ok: true, data: found }
  }

  return { pages, nodes, all }
}

function nodesOf<List extends Connection>(list: List): NodeOf<List>[] {
  const nodes = 'nodes' in list ? list.nodes : list.edges.map((edge) => edge.node)
  return nodes as NodeOf<List>[]
}
