import type { Choice } from './choice.ts'

/**
 * Narrows the list that came with the page to a choice, by title, summary, family and level.
 *
 * @returns How many roles are left.
 */
export function narrow(list: HTMLElement, { q, family, level }: Choice): number {
  const words = folded(q).split(/\s+/)
  let left = 0
  for (const group of list.querySelectorAll<HTMLElement>('.group')) {
    const isFamily = family.length === 0 || family.includes(group.dataset.family ?? '')
    let shown = 0
    for (const row of group.querySelectorAll<HTMLElement>('li')) {
      const text = folded(row.textContent ?? '')
      const isLevel = level.length === 0 || level.includes(row.dataset.level ?? '')
      row.hidden = !(isFamily && isLevel && words.every((word) => text.includes(word)))
      if (!row.hidden) shown += 1
    }
    group.hidden = shown === 0
    left += shown
  }
  return left
}

/** A text without case and accents. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
