import {
  asMarkdown,
  asPlain,
  partsOf,
  type JobDescription,
  type Part,
  type PageWithJob,
} from '../adapting.ts'
import { indexPath, jobDescriptionPath, rolePath } from '../addresses.ts'
import { replaceMarkers, unfilled, type Placeholder } from '../placeholders.ts'
import { langOf, type Site } from '../site.ts'
import { textsFor, type Texts } from '../texts/index.ts'
import { scriptSafe } from './head.tsx'
import { html } from './layout.tsx'
import { Sheet } from './sheet.tsx'

/** What the script of the page is told; see `browser/job-description.ts`. */
export interface AdaptingTexts {
  copied: string
  notCopied: string
  leftBlank: Texts['leftBlank']
  /** The whole text, its placeholders marked. */
  plain: string
  markdown: string
  placeholders: Placeholder[]
}

/** The job description of a page, to fill in and copy. Asked with `markers` bound. */
export function jobDescriptionHtml(
  site: Site,
  locale: string,
  page: PageWithJob,
  translations: ReadonlyMap<string, string>,
): string {
  const job = page.jobDescription
  const texts = textsFor(locale)
  const title = replaceMarkers(job.title, job.variables, unfilled)
  const parts = partsOf(job)
  return html({
    site,
    locale,
    title: texts.jobDescriptionFor(title),
    description: texts.jobDescriptionLead,
    path: jobDescriptionPath(locale, page.slug),
    translations,
    isFindable: page.seo.robots === 'INDEX',
    script: site.assets.jobDescription,
    styleWithoutScript: '.blanks,.scripted{display:none!important}.still{display:inline!important}',
    children: (
      <div class="adapt">
        <div class="head">
          <nav class="crumbs" aria-label={texts.breadcrumbs}>
            <a href={indexPath(locale)}>{texts.allRoles}</a>
            <a href={rolePath(locale, page.slug)}>{page.role.title}</a>
          </nav>
          <h1>{texts.jobDescriptionFor(page.role.title)}</h1>
          <p class="lead">
            <span class="scripted">{texts.jobDescriptionLead}</span>
            <span class="still">{texts.jobDescriptionStill}</span>
          </p>
        </div>
        <Blanks placeholders={job.variables} texts={texts} />
        <Sheet job={job} parts={parts} lang={langOf(job, locale)} texts={texts} />
        <script
          type="application/json"
          id="told"
          dangerouslySetInnerHTML={{ __html: scriptSafe(told(job, parts, texts)) }}
        />
      </div>
    ),
  })
}

function told(job: JobDescription, parts: Part[], texts: Texts): AdaptingTexts {
  const marked = (text: string) =>
    replaceMarkers(text, job.variables, ({ name }) => `\uE000${name}\uE001`)
  return {
    copied: texts.copied,
    notCopied: texts.notCopied,
    leftBlank: texts.leftBlank,
    plain: marked(asPlain(job, parts)),
    markdown: marked(asMarkdown(job, parts)),
    placeholders: job.variables,
  }
}

function Blanks({ placeholders, texts }: { placeholders: readonly Placeholder[]; texts: Texts }) {
  return (
    <form class="blanks" aria-label={texts.blanks} autocomplete="off">
      {placeholders.length > 0 && <h2>{texts.blanks}</h2>}
      {placeholders.map(({ name, label, type, default: initial }) => (
        <label>
          <span>{label}</span>
          <input
            name={name}
            maxLength={200}
            placeholder={initial ?? undefined}
            inputMode={type === 'NUMBER' ? 'numeric' : undefined}
          />
        </label>
      ))}
      {placeholders.length > 0 && <p class="facts" id="left" />}
      <div class="copying">
        <button type="button" class="button" data-copy="plain">
          {texts.copyText}
        </button>
        <button type="button" class="button quiet" data-copy="markdown">
          {texts.copyMarkdown}
        </button>
        {placeholders.length > 0 && (
          <button type="reset" class="plain">
            {texts.reset}
          </button>
        )}
        <p role="status" id="copied" />
      </div>
    </form>
  )
}
