/** Words for a number of things; `#` is where the number stands. */
export type Counted = Record<'none' | 'one' | 'many', string>

/** A number of things in words. */
export function counted(words: Counted, count: number, locale: string): string {
  if (count === 0) return words.none
  return count === 1 ? words.one : words.many.replace('#', count.toLocaleString(locale))
}
