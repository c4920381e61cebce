import type { VariableInput, VariableType } from '../queries/generated/graphql.ts'

/** A placeholder of a job description. */
export interface Placeholder {
  name: string
  type: VariableType
  label: string
  default: string | null
}

/** Rolebook binds this many values at most. */
const MOST = 30

/**
 * Values that can be told from all other text, one for each placeholder. Bound in place of real
 * ones, they say exactly where in the text each placeholder stands. What is checked to be a
 * number, an amount or a date gets one that nobody writes.
 */
export function markers(placeholders: readonly Placeholder[]): VariableInput[] {
  return placeholders.slice(0, MOST).map(({ name, type }, index) => {
    const two = String(index + 1).padStart(2, '0')
    if (type === 'DATE') return { name, value: `9999-01-${two}` }
    if (type === 'NUMBER' || type === 'MONEY') return { name, value: `98760${two}06789` }
    return { name, value: `\uE000${two}\uE001` }
  })
}

const MARKER = /\uE000(\d\d)\uE001|9999\\?-01\\?-(\d\d)|98760(\d\d)06789/g

/** A text with each marker replaced by what `shown` makes of its placeholder. */
export function replaceMarkers(
  text: string,
  placeholders: readonly Placeholder[],
  shown: (placeholder: Placeholder) => string,
): string {
  return text.replace(MARKER, (marker, ...found: (string | undefined)[]) => {
    const placeholder = placeholders[Number(found.slice(0, 3).find(Boolean)) - 1]
    return placeholder ? shown(placeholder) : marker
  })
}

/** What stands for a placeholder while nothing is filled in. */
export function unfilled({ label, default: initial }: Placeholder): string {
  return initial ?? `[${label}]`
}
