// The job description: fill in its placeholders, and copy it.
import type { AdaptingTexts } from '../generator/pages/job-description.tsx'
import { unfilled } from '../generator/placeholders.ts'
import { counted } from '../generator/texts/counted.ts'
import { copy, select } from './copying.ts'
import { keep, keptValues } from './kept.ts'
import { filled, inMarkdown } from './placeholders.ts'

const find = <Found extends Element>(selector: string) => document.querySelector<Found>(selector)!
const form = find<HTMLFormElement>('.blanks')
const sheet = find<HTMLElement>('.sheet')
const copied = find<HTMLElement>('#copied')
const told = JSON.parse(find('#told').textContent ?? '{}') as AdaptingTexts
const inputs = [...form.querySelectorAll('input')]
const values = keptValues()

function show(): void {
  for (const { name } of told.placeholders) {
    const value = values.get(name)
    for (const mark of sheet.querySelectorAll<HTMLElement>(`[data-name="${CSS.escape(name)}"]`)) {
      const placeholder = told.placeholders.find((one) => one.name === name)
      mark.textContent = value ?? (placeholder ? unfilled(placeholder) : '')
      mark.classList.toggle('filled', value !== undefined)
    }
  }
  const left = told.placeholders.filter(
    (one) => one.default === null && !values.has(one.name),
  ).length
  const status = document.querySelector('#left')
  if (status) status.textContent = counted(told.leftBlank, left, document.documentElement.lang)
  copied.textContent = ''
}

function take(): void {
  for (const { name, value } of inputs) {
    if (value.trim()) values.set(name, value.trim())
    else values.delete(name)
  }
  keep(values)
  show()
}

form.addEventListener('input', take)
form.addEventListener('reset', () => setTimeout(take))
form.addEventListener('submit', (event) => event.preventDefault())
form.addEventListener('focusin', ({ target }) =>
  highlight(target instanceof HTMLInputElement ? target.name : ''),
)
form.addEventListener('focusout', () => highlight(''))

/** Shows where a field's words stand. */
function highlight(name: string): void {
  for (const mark of sheet.querySelectorAll<HTMLElement>('.blank')) {
    mark.classList.toggle('current', mark.dataset.name === name)
  }
}

for (const button of form.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  button.addEventListener('click', async () => {
    const { plain, markdown, placeholders } = told
    const isMarkdown = button.dataset.copy === 'markdown'
    const text = isMarkdown
      ? filled(markdown, placeholders, values, inMarkdown)
      : filled(plain, placeholders, values)
    const isCopied = await copy(text)
    copied.textContent = isCopied ? told.copied : told.notCopied
    if (!isCopied) select(sheet)
  })
}

for (const input of inputs) input.value = values.get(input.name) ?? ''
show()
