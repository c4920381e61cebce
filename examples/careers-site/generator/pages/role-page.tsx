import type { RolePageQuery } from '../../queries/generated/graphql.ts'
import { familyId, indexPath, jobDescriptionPath, rolePath } from '../addresses.ts'
import { BlockView, isUnknown, type Block } from '../blocks/block.tsx'
import { idOf, type Place } from '../blocks/section.tsx'
import { Rich } from '../rich.tsx'
import { addressOf, langOf, shelfOf, type Site } from '../site.ts'
import { textsFor } from '../texts/index.ts'
import { html } from './layout.tsx'

export type RolePage = NonNullable<RolePageQuery['rolePage']>

/** The page of a role, with all its blocks. */
export function rolePageHtml(
  site: Site,
  page: RolePage,
  translations: ReadonlyMap<string, string>,
): string {
  const locale = page.resolvedLocale
  const path = rolePath(locale, page.slug)
  const at = placeOf(site, page)
  return html({
    site,
    locale,
    title: page.seo.title,
    description: page.seo.description ?? undefined,
    path,
    translations,
    isFindable: page.seo.robots === 'INDEX',
    jsonLd: readdressed(page.jsonLd, page.url, site.url + path),
    children: (
      <div class="role">
        <RoleHead page={page} at={at} />
        <Contents blocks={page.blocks} at={at} />
        <div class="body">
          {page.blocks.map((block) => (
            <BlockView block={block} at={at} />
          ))}
        </div>
      </div>
    ),
  })
}

function RoleHead({ page, at }: { page: RolePage; at: Place }) {
  const { texts, locale } = at
  const { family, level, aliases } = page.role
  const updated = new Date(page.updatedAt)
  return (
    <div class="head">
      <nav class="crumbs" aria-label={texts.breadcrumbs}>
        <a href={indexPath(locale)}>{texts.allRoles}</a>
        {family && (
          <a href={`${indexPath(locale)}#${familyId(family.key)}`} lang={langOf(family, locale)}>
            {family.name}
          </a>
        )}
      </nav>
      <h1 lang={at.langAt('title')}>{page.title}</h1>
      <div class="lead">
        <Rich html={page.intro.html} lang={at.langAt('intro')} level={2} />
      </div>
      <dl class="facts">
        {level && (
          <div>
            <dt>{texts.level}</dt>
            <dd>{texts.levels[level]}</dd>
          </div>
        )}
        {aliases.length > 0 && (
          <div>
            <dt>{texts.alsoCalled}</dt>
            <dd>{aliases.join(', ')}</dd>
          </div>
        )}
        <div>
          <dt>{texts.updated}</dt>
          <dd>
            <time dateTime={page.updatedAt}>
              {updated.toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' })}
            </time>
          </dd>
        </div>
      </dl>
      {page.jobDescription && (
        <p class="actions">
          <a class="button" href={at.jobDescription}>
            {texts.adapt}
          </a>
        </p>
      )}
    </div>
  )
}

function Contents({ blocks, at }: { blocks: readonly Block[]; at: Place }) {
  const headed = blocks.filter((block) => !isUnknown(block) && block.heading)
  if (headed.length < 3) return <div />
  return (
    <nav class="contents" aria-labelledby="contents">
      <p id="contents">{at.texts.onThisPage}</p>
      <ol>
        {headed.map((block) => (
          <li>
            <a href={`#${idOf(block)}`} lang={at.langAt(`blocks.${block.blockId}.heading`)}>
              {block.heading}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function placeOf(site: Site, page: RolePage): Place {
  const locale = page.resolvedLocale
  const { byId } = shelfOf(site, locale)
  return {
    locale,
    texts: textsFor(locale),
    langAt: (path) => {
      const isFallback = page.fallbackPaths.some(
        (one) => one === path || one.startsWith(`${path}.`),
      )
      // Which locale of the chain spoke is not told for a single text; the chain ends with this one.
      return isFallback ? site.library.defaultLocale : undefined
    },
    find: (entityId) => {
      const found = byId.get(entityId)
      return found && { path: addressOf(found), lang: langOf(found, locale) }
    },
    jobDescription: jobDescriptionPath(locale, page.slug),
  }
}

/** Structured data about an address, about another one. */
function readdressed(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string')
    return value.startsWith(from) ? to + value.slice(from.length) : value
  if (Array.isArray(value)) return value.map((one) => readdressed(one, from, to))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, readdressed(one, from, to)]),
  )
}
