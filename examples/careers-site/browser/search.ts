// The index: search as you type, filters with counts, and an address that says what is shown.
import type { FinderTexts } from '../generator/pages/finder.tsx'
import { counted } from '../generator/texts/counted.ts'
import { askerAt, type FoundPage } from './asking.ts'
import { choiceIn, queryOf, type Choice } from './choice.ts'
import { FinderForm } from './form.ts'
import { narrow } from './list-in-page.ts'
import { rowOf, type RowTexts } from './results.ts'

/** How long somebody stops typing before the server is asked. */
const PAUSE_MILLISECONDS = 200

const find = <Found extends Element>(selector: string) => document.querySelector<Found>(selector)!
const element = find<HTMLFormElement>('.finder')
const list = find<HTMLElement>('#all')
const results = find<HTMLElement>('#results')
const rows = find<HTMLUListElement>('#results ul')
const more = find<HTMLButtonElement>('#results .more')
const status = find<HTMLElement>('#status')

const texts = JSON.parse(element.dataset.texts ?? '{}') as FinderTexts
const locale = document.documentElement.lang
const ask = askerAt(element.dataset.endpoint ?? '/graphql', locale)
const form = new FinderForm(element)
const rowTexts: RowTexts = {
  locale,
  languages: texts.languages,
  levels: new Map(Object.entries(texts.levels)),
}

let asking = new AbortController()
let pause: ReturnType<typeof setTimeout>
let wasTyping = false

/** Shows what a choice finds: all roles if nothing is chosen. */
async function show(choice: Choice): Promise<void> {
  asking.abort()
  asking = new AbortController()
  form.offerReset(choice)
  if (!queryOf(choice)) {
    element.removeAttribute('aria-busy')
    form.count(null)
    narrow(list, choice)
    swap(list, results)
    status.textContent = ''
    return
  }
  element.setAttribute('aria-busy', 'true')
  const { signal } = asking
  const answers = await ask(choice, signal)
  if (signal.aborted) return
  element.removeAttribute('aria-busy')
  if (!answers) {
    showFromPage()
    return
  }
  form.count(answers.facets)
  rows.replaceChildren()
  showPage(answers.found)
  swap(results, list)
  status.textContent = count(answers.found.totalCount)

  more.onclick = async () => {
    const next = await answers.more()
    if (signal.aborted || !next) return
    const firstNew = showPage(next)
    firstNew?.querySelector('a')?.focus()
  }
}

/** Adds rows. Tells the first of them. */
function showPage(page: FoundPage): HTMLElement | undefined {
  const made = page.edges.map((edge) => rowOf(edge, rowTexts))
  rows.append(...made)
  more.hidden = !page.pageInfo.hasNextPage
  return made[0]
}

/** What can be found without the server. */
function showFromPage(): void {
  form.goOffline()
  const left = narrow(list, form.read())
  swap(list, results)
  status.textContent = `${count(left)} ${texts.foundOffline}`
}

function count(number: number): string {
  const words = counted(texts.found, number, locale)
  return number === 0 ? `${words}. ${texts.nothingFound}` : `${words}.`
}

function swap(shown: HTMLElement, hidden: HTMLElement): void {
  hidden.hidden = true
  shown.hidden = false
}

/** Takes over what is chosen in the form. One address is remembered for a stretch of typing. */
function change(isTyping: boolean): void {
  clearTimeout(pause)
  const choice = form.read()
  const query = queryOf(choice)
  if (query !== location.search.slice(1)) {
    const address = query ? `?${query}` : location.pathname
    if (isTyping && wasTyping) history.replaceState(null, '', address)
    else history.pushState(null, '', address)
    wasTyping = isTyping
    void show(choice)
  }
}

function restore(): void {
  clearTimeout(pause)
  wasTyping = false
  const choice = choiceIn(new URLSearchParams(location.search))
  form.write(choice)
  void show(choice)
}

element.addEventListener('input', ({ target }) => {
  clearTimeout(pause)
  const isTyping = target instanceof HTMLInputElement && target.type === 'search'
  if (isTyping) pause = setTimeout(change, PAUSE_MILLISECONDS, true)
  else change(false)
})
element.addEventListener('submit', (event) => {
  event.preventDefault()
  change(true)
})
element.addEventListener('reset', () => setTimeout(change, 0, false))
window.addEventListener('popstate', restore)
// A browser that comes back may have filled in the form by itself.
restore()
