/** An answer that was had before. */
export interface Remembered {
  /** What it is known by at the server. */
  etag: string
  /** Its text. */
  body: string
}

/**
 * Answers by address. A `Map` is one, and so is what keeps its entries in a file or on another
 * machine: an address means the same everywhere and always.
 */
export interface Memory {
  get(address: string): Remembered | undefined
  set(address: string, remembered: Remembered): unknown
}

/** A memory that forgets what it was not asked for the longest, to stay within a size. */
export function memory(mostCharacters = 4_000_000): Memory {
  const kept = new Map<string, Remembered>()
  let characters = 0

  function forget(address: string): Remembered | undefined {
    const found = kept.get(address)
    if (found && kept.delete(address)) characters -= address.length + found.body.length
    return found
  }

  function set(address: string, remembered: Remembered): void {
    forget(address)
    kept.set(address, remembered)
    characters += address.length + remembered.body.length
    for (const oldest of kept.keys()) {
      if (characters <= mostCharacters) break
      forget(oldest)
    }
  }

  function get(address: string): Remembered | undefined {
    const found = forget(address)
    if (found) set(address, found)
    return found
  }

  return { get, set }
}

/**
 * Browsers, their workers included: their HTTP cache asks with ETags by itself, and a header of
 * ours would only cost a preflight request.
 */
export function hasCacheOfItsOwn(): boolean {
  return globalThis.navigator?.userAgent?.startsWith('Mozilla/') ?? false
}
