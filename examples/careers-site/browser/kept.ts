// What somebody fills in is kept while the browser's tab is open: for every job description, as
// the company's name is the same in all of them. It is sent to nobody.
const KEY = 'filled-in'

/** What was filled in before, by the name of the placeholder. */
export function keptValues(): Map<string, string> {
  try {
    return new Map(
      Object.entries(JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Record<string, string>),
    )
  } catch {
    return new Map()
  }
}

/** Keeps values, those for other job descriptions too. */
export function keep(values: ReadonlyMap<string, string>): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(values)))
  } catch {
    // A browser may refuse to keep anything; then the page forgets.
  }
}
