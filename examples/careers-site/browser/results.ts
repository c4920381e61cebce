import type { FoundQuery } from '../queries/generated/graphql.ts'

type Edge = FoundQuery['rolePages']['edges'][number]
type Part = Edge['highlights'][number]['parts'][number]

/** What rows are written with. */
export interface RowTexts {
  locale: string
  /** Names of the site's other locales. */
  languages: Record<string, string>
  /** Names of the levels. */
  levels: ReadonlyMap<string, string>
}

/** A role that was found, as a row like those of the list; its text at a match, if there is one. */
export function rowOf({ node, highlights }: Edge, texts: RowTexts): HTMLLIElement {
  const { role, slug, resolvedLocale } = node
  const lang = resolvedLocale === texts.locale ? '' : resolvedLocale
  const link = element('a', role.title)
  link.href = `/${resolvedLocale}/${encodeURIComponent(slug)}/`
  if (lang) link.lang = link.hreflang = lang

  const tags = element('span')
  tags.className = 'tags'
  const tag = (words: string | undefined, name: string) => {
    if (words) tags.append(Object.assign(element('span', words), { className: name }))
  }
  if (lang) tag(texts.languages[lang], 'tag')
  if (role.family) tag(role.family.name, 'family')
  if (role.level) tag(texts.levels.get(role.level), 'level')

  const match = excerptOf(highlights)
  const text = element('p')
  if (lang) text.lang = lang
  if (match) text.className = 'excerpt'
  text.append(...(match ? match.map(pieceOf) : [role.summary?.plain ?? '']))

  const row = element('li')
  row.append(link, tags, text)
  return row
}

/**
 * What to show of the text: nothing where the title says why it was found, and sentences rather
 * than a list of names.
 */
function excerptOf(highlights: Edge['highlights']): Part[] | undefined {
  if (highlights.some(({ field }) => field === 'title')) return undefined
  const isSentence = (parts: Part[]) => parts.some(({ text }) => /[.,;:?!] /.test(text))
  const stretches = highlights.map(({ parts }) => parts)
  return stretches.find(isSentence) ?? stretches[0]
}

function pieceOf({ text, isMatch }: Part): Node {
  return isMatch ? element('mark', text) : document.createTextNode(text)
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
