import type { FacetsQuery } from '../queries/generated/graphql.ts'
import { choiceIn, queryOf, type Choice } from './choice.ts'

/** The search form of the index, as the generator wrote it (`pages/finder.tsx`). */
export class FinderForm {
  readonly #form: HTMLFormElement
  readonly #skill: HTMLSelectElement | null
  readonly #reset: HTMLButtonElement | null
  readonly #counts: Counts

  constructor(form: HTMLFormElement) {
    this.#form = form
    this.#skill = form.querySelector('select')
    this.#reset = document.querySelector(`[type=reset][form=${form.id}]`)
    this.#counts = this.#shownCounts()
  }

  /** What is chosen now. */
  read(): Choice {
    return choiceIn(new FormData(this.#form))
  }

  /** Shows a choice. */
  write(choice: Choice): void {
    for (const input of this.#form.querySelectorAll('input')) {
      if (input.type === 'search') input.value = choice.q
      else input.checked = choice[input.name as 'family' | 'level'].includes(input.value)
    }
    if (this.#skill) this.#skill.value = choice.skill
  }

  /** Offers to clear what is chosen. */
  offerReset(choice: Choice): void {
    if (this.#reset) this.#reset.hidden = !queryOf(choice)
  }

  /** Shows how many roles each further choice would give; without an answer, as it was at first. */
  count(facets: FacetsQuery | null): void {
    this.#form.classList.remove('uncounted')
    if (this.#skill) this.#skill.disabled = false
    this.#show(facets ? countsOf(facets) : this.#counts)
  }

  /** Takes back what only Rolebook can count and filter. */
  goOffline(): void {
    this.#form.classList.add('uncounted')
    for (const label of this.#form.querySelectorAll('.none')) label.classList.remove('none')
    if (!this.#skill) return
    this.#skill.value = ''
    this.#skill.disabled = true
  }

  #show(counts: Counts): void {
    for (const input of this.#form.querySelectorAll<HTMLInputElement>('[type=checkbox]')) {
      const count = counts.get(`${input.name} ${input.value}`) ?? 0
      const label = input.closest('label')
      const shown = label?.querySelector('b')
      if (shown) shown.textContent = String(count)
      label?.classList.toggle('none', count === 0 && !input.checked)
    }
    for (const option of this.#skill?.options ?? []) {
      if (!option.value) continue
      const count = counts.get(`skill ${option.value}`) ?? 0
      option.textContent = `${option.dataset.label} (${count})`
      option.disabled = count === 0 && !option.selected
    }
  }

  #shownCounts(): Counts {
    const counts: Counts = new Map()
    for (const input of this.#form.querySelectorAll<HTMLInputElement>('[type=checkbox]')) {
      const shown = input.closest('label')?.querySelector('b')?.textContent
      counts.set(`${input.name} ${input.value}`, Number(shown))
    }
    for (const { value, textContent } of this.#skill?.options ?? []) {
      counts.set(`skill ${value}`, Number(/\((\d+)\)$/.exec(textContent ?? '')?.[1]))
    }
    return counts
  }
}

/** Counts by kind and value. */
type Counts = Map<string, number>

function countsOf(facets: FacetsQuery): Counts {
  return new Map(
    (['family', 'level', 'skill'] as const).flatMap((kind) => {
      const values = facets[kind].facets.find(({ name }) => name === kind)?.values ?? []
      return values.map(({ value, count }) => [`${kind} ${value}`, count] as const)
    }),
  )
}
