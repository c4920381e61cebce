import { unfilled, type Placeholder } from '../generator/placeholders.ts'

/** What somebody filled in, by the name of the placeholder. */
export type Values = ReadonlyMap<string, string>

/** A marked text with values in place of the placeholders; the label where there is none. */
export function filled(
  text: string,
  placeholders: readonly Placeholder[],
  values: Values,
  written: (words: string) => string = (words) => words,
): string {
  const known = new Map(placeholders.map((placeholder) => [placeholder.name, placeholder]))
  return text.replace(/\uE000([^\uE001]*)\uE001/g, (_, name: string) => {
    const placeholder = known.get(name)
    return written(values.get(name) ?? (placeholder ? unfilled(placeholder) : `[${name}]`))
  })
}

/** Words as Markdown that reads the same. */
export function inMarkdown(words: string): string {
  return words.replace(/[\\`*_[\]<>&#|~]/g, '\\$&')
}
