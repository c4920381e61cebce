import { familyId, indexPath } from '../addresses.ts'
import type { Listed, Shelf } from '../library.ts'
import { addressOf, langOf, shelfOf, type Site } from '../site.ts'
import { counted, languageName, textsFor, type Texts } from '../texts/index.ts'
import { Finder } from './finder.tsx'
import { html } from './layout.tsx'

/** Beyond so many roles, the list goes without summaries, so that the page stays small. */
const MOST_SUMMARIES = 120

/** The index of a locale: all roles by job family, and the search that browsers add. */
export function roleIndexHtml(site: Site, locale: string): string {
  const shelf = shelfOf(site, locale)
  const texts = textsFor(locale)
  const count = shelf.pages.length
  return html({
    site,
    locale,
    title: `${texts.siteName}: ${texts.siteLine}`,
    description: texts.indexDescription,
    path: indexPath(locale),
    translations: new Map([...site.library.shelves.keys()].map((one) => [one, indexPath(one)])),
    isFindable: true,
    script: site.assets.search,
    styleWithoutScript: '.finder,.below{display:none}',
    children: (
      <>
        <div class="hero">
          <h1>{texts.indexTitle}</h1>
          <p class="lead">{texts.indexLead(count.toLocaleString(locale))}</p>
        </div>
        <Finder site={site} shelf={shelf} texts={texts} />
        <div id="all">
          {groupsOf(shelf, texts).map((group) => (
            <Group group={group} shelf={shelf} texts={texts} />
          ))}
        </div>
      </>
    ),
  })
}

interface Family {
  key: string
  name: string
  summary: string | null
  lang: string | undefined
  pages: Listed[]
}

/** The families that have roles, by name; then the roles that have no family. */
function groupsOf(shelf: Shelf, texts: Texts): Family[] {
  const groups = shelf.families
    .map((family) => ({
      ...family,
      lang: langOf(family, shelf.locale),
      pages: shelf.pages.filter((page) => page.role.family?.key === family.key),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, shelf.locale))
  const grouped = new Set(groups.flatMap(({ pages }) => pages))
  const pages = shelf.pages.filter((page) => !grouped.has(page))
  const rest = { key: 'more', name: texts.otherRoles, summary: null, lang: undefined, pages }
  return [...groups, rest].filter((group) => group.pages.length > 0)
}

function Group({ group, shelf, texts }: { group: Family; shelf: Shelf; texts: Texts }) {
  const hasSummaries = shelf.pages.length <= MOST_SUMMARIES
  return (
    <section class="group" id={familyId(group.key)} data-family={group.key}>
      <div class="group-head">
        <h2 lang={group.lang}>{group.name}</h2>
        {group.summary && <p lang={group.lang}>{group.summary}</p>}
        <p class="facts">{counted(texts.roleCount, group.pages.length, shelf.locale)}</p>
      </div>
      <ul class="roles">
        {group.pages.map((page) => (
          <RoleRow page={page} locale={shelf.locale} texts={texts} hasSummary={hasSummaries} />
        ))}
      </ul>
    </section>
  )
}

function RoleRow({
  page,
  locale,
  texts,
  hasSummary,
}: {
  page: Listed
  locale: string
  texts: Texts
  hasSummary: boolean
}) {
  const { title, level, summary } = page.role
  const lang = langOf(page, locale)
  return (
    <li data-level={level ?? undefined}>
      <a href={addressOf(page)} lang={lang} hreflang={lang}>
        {title}
      </a>
      <span class="tags">
        {lang && <span class="tag">{languageName(lang, locale)}</span>}
        {level && <span class="level">{texts.levels[level]}</span>}
      </span>
      {hasSummary && summary && <p lang={lang}>{summary.plain}</p>}
    </li>
  )
}
