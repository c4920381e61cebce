import {
  createClient,
  type Answer,
  type Memory,
  type RolebookError,
  type TypedDocument,
} from '@rolebook/client'

/** At most so many questions are under way at once. */
const AT_ONCE = 16

/** Something that ends the build with one sentence. */
export class BuildError extends Error {
  /** @param code - What kind of error Rolebook, or the client, told. */
  constructor(
    message: string,
    readonly code?: RolebookError['code'],
  ) {
    super(message)
  }
}

/** Rolebook as a build asks it: every answer is there, or the build ends. */
export interface Source {
  /** What a document answers. */
  ask<Data, Variables extends object>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
  ): Promise<Data>
  /** The same for each of many, in their order, some at a time. */
  each<Item, Result>(
    items: readonly Item[],
    work: (item: Item) => Promise<Result>,
  ): Promise<Result[]>
}

/**
 * Rolebook at an address.
 *
 * @param memory - Answers of the last build; the client asks about each with its ETag.
 */
export function sourceAt(endpoint: string, memory: Memory): Source {
  const client = createClient({ url: endpoint, memory })

  async function ask<Data, Variables extends object>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    const query = client.query as (
      document: TypedDocument<Data, Variables>,
      variables: Variables,
    ) => Promise<Answer<Data>>
    const answer = await query(document, variables)
    if (!answer.ok) throw new BuildError(answer.error.message, answer.error.code)
    return answer.data
  }

  return { ask, each }
}

async function each<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const left = items.entries()
  let isOver = false
  const worker = async () => {
    // All workers take from one iterator, and none goes on after one has failed.
    for (const [index, item] of left) {
      if (isOver) return
      results[index] = await work(item)
    }
  }
  const workers = Array.from({ length: AT_ONCE }, worker)
  try {
    await Promise.all(workers)
    return results
  } finally {
    isOver = true
  }
}
